"""A customer about whom every table that may say something does say something."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType

from cases.attributing import attribute
from cases.models import Case, CaseCheck, CaseLink, Closure, Pause
from contacts.addenda import add_to
from contacts.consent import mail_subject
from contacts.merging import merge_customers
from contacts.models import (
    Addition,
    Asked,
    Confirmation,
    Customer,
    Demand,
    DuplicatePair,
    Finding,
    Import,
    ImportedRow,
    ImportRow,
    PrivacyRequest,
    Purpose,
    Restriction,
    Touch,
)
from contacts.voiding import void_contact
from crm.company.models import User
from crm.desk.public.receiving import record
from crm.lib.history import save_as
from crm.outbox.models import Notice, Resending
from feedback.models import Invitation, SurveyAnswer
from feedback.public_pages import public_pages
from tests.factories.consents import a_consent
from tests.factories.contacts import a_contact, a_customer, a_source
from tests.factories.one_of_each import one_of_each
from tests.factories.public import message
from tests.factories.surveys import asked
from tests.permissions.company import NOW, Company, all_resolved


def a_known_person() -> tuple[Company, Customer]:
    """At NOW; all cases are resolved."""
    ContentType.objects.clear_cache()
    company = one_of_each()
    own, by = company.matters["own"], company.colleague
    person = own.customer
    case = own.case
    all_resolved(person)
    _change_everything(person, by=by)
    a_consent(person, Purpose.SURVEY, at=NOW, source="am Telefon gesagt", by=by)
    void_contact(a_contact(person, by=by, at=NOW), by=by, at=NOW, reason="Doppelt")
    firm = a_customer("", kind="organisation", organisation="Firma, für die gesprochen wird")
    spoken = a_contact(firm, by=by, at=NOW, spoke_with=person, text="Sagt, Frau Maier ruft an")
    add_to(spoken, kind=Addition.NOTE, text="Frau Maier rief an", by=by, at=NOW)
    add_to(a_contact(person, by=by, at=NOW), kind=Addition.CORRECTION, text="Es war der Hals", by=by, at=NOW)
    again = a_customer("Eigenmann-Merz", phone="0711 222", email="e@example.org", street="Inselgraben 1")
    merge_customers(person.pk, again.pk, by=company.people["admin"], at=NOW)
    given = Import.objects.create(name="Messe.csv", kind="csv", uploaded_at=NOW)
    ImportRow.objects.create(belongs_to=given, line=2, cells=["Maier"], customer=person)
    one, other = sorted((person.pk, firm.pk))
    DuplicatePair.objects.create(
        one_id=one, other_id=other, band="check", score=0.7, signs=["name"], found_at=NOW
    )
    Asked.objects.create(customer=person, code="reason_missing", outcome="shown", at=NOW, by=by)
    Confirmation.objects.create(customer=person, at=NOW, by=by)
    Touch.objects.create(customer=person, at=NOW, source=a_source())
    Finding.objects.create(customer=person, code="phone_doubtful", since=NOW)
    ImportedRow.objects.create(fingerprint="5" * 64, customer=person, at=NOW)
    Pause.objects.create(
        case=case,
        kind="customer",
        started_at=NOW,
        until=NOW + timedelta(days=1),
        reason="Foto",
        by=by,
        ended_at=NOW,
        ended_by=by,
    )
    Closure.objects.filter(case=case).delete()
    Closure.objects.create(
        case=case,
        at=NOW,
        by=by,
        result="Geleimt",
        not_informed_reason="Unbekannt verzogen",
        of_complaint=True,
        cause="Leim",
        measure="Neuer Leim",
    )
    CaseCheck.objects.create(case=case, position=9, text="Foto machen")
    CaseLink.objects.get_or_create(
        case=case, other=company.matters["other"].case, defaults={"kind": "related", "at": NOW, "by": by}
    )
    written = message(at=NOW, name="U. Eigenmann", reach="u@example.org")
    record(written, pages=public_pages(), received_at=NOW, told_at=NOW)
    of_theirs = record(
        message(at=NOW, kind="praise", name="U. Eigenmann", reach="u@example.org"),
        pages=public_pages(),
        received_at=NOW,
        told_at=NOW,
    )
    attribute(of_theirs.contact.pk, person.pk, why="Frau Eigenmann rief an.", by=by, at=NOW)
    _ask(person, case)
    _tell(person, case, by=by)
    PrivacyRequest.objects.create(
        customer=person, kind=Demand.ACCESS, asked_at=NOW, due_on=date(2026, 4, 4), note="Bitte per Post"
    )
    Restriction.objects.create(
        customer=person, since=NOW - timedelta(days=3), reason="Streit", ended_at=NOW, by=by, ended_by=by
    )
    return company, Customer.objects.get(pk=person.pk)


def _change_everything(person: Customer, *, by: User) -> None:
    """A history entry of each tracked row."""
    phone = person.phones.create(raw="0711/123", e164="+49711123")
    email = person.emails.create(raw="U@example.org", normalised="u@example.org")
    address = person.address if hasattr(person, "address") else None
    if address is None:
        from contacts.models import Address

        address = Address.objects.create(
            customer=person, street="Seestraße 3", postal_code="88131", city="Lindau"
        )
    for row in (
        person,
        phone,
        email,
        address,
        *person.affiliations.all(),
        *Case.objects.filter(customer=person),
    ):
        save_as(row, by=by, at=NOW, reason="Aus einem Brief")


def _ask(person: Customer, case: Case) -> None:
    if Invitation.objects.filter(customer=person, answer__isnull=False).exists():
        return
    invitation, _new = Invitation.objects.get_or_create(
        **asked(),
        case=case,
        defaults={
            "customer": person,
            "token_hash": "7" * 64,
            "created_at": NOW,
            "expires_at": NOW + timedelta(days=9),
        },
    )
    SurveyAnswer.objects.create(invitation=invitation, at=NOW, solved="yes", score=5, text="Danke")


def _tell(person: Customer, case: Case, *, by: User) -> None:
    common = {"created_at": NOW, "not_before": NOW, "subject": "Betreff", "text": "Text", "sent_at": NOW}
    mail = Notice.objects.create(
        medium="mail",
        address="u@example.org",
        dedupe_key="survey:x",
        kind="survey",
        subject_key=mail_subject(Purpose.SURVEY, person.pk),
        **common,
    )
    digest = Notice.objects.create(
        medium="mail",
        recipient=by,
        address="vera@example.org",
        dedupe_key="digest:x",
        kind="digest",
        subject_key=f"digest:{by.pk}",
        **common,
    )
    told = Notice.objects.create(
        medium="mail",
        recipient=by,
        address="vera@example.org",
        dedupe_key="case:x",
        kind="opened",
        subject_key=f"case:{case.pk}",
        gathered_in=digest,
        **common,
    )
    for notice in (mail, told):
        Resending.objects.create(notice=notice, at=NOW, error="550 unbekannt")
