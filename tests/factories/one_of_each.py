"""A database in which every table has rows, for tests of what the database itself refuses."""

from dataclasses import replace
from datetime import date, timedelta

from cases.acknowledging import acknowledge
from cases.attributing import attribute
from cases.audit import sweep_audit
from cases.checklists import save_checklist
from cases.lifecycle import link, merge, pause
from cases.models import Answer, AnswerGap, AnswerUse, Case, CaseRules, Hindrance
from cases.moving import newest_target, start_moving
from cases.policy_changing import change_policy, newest_version
from cases.policy_terms import terms_of
from cases.presence import note_presence, room
from contacts.addenda import add_to
from contacts.asking import note_declined
from contacts.campaigns import take_codes
from contacts.confirming import confirm
from contacts.duplicates import sweep_duplicates
from contacts.merging import merge_customers
from contacts.models import (
    Addition,
    Affiliation,
    Call,
    Caller,
    Campaign,
    CampaignCode,
    CampaignVisit,
    Contact,
    Customer,
    ErasureLog,
    ImportedRow,
    ImportForm,
    Place,
    PlaceTable,
    ProcessingRegister,
    Purpose,
    Restriction,
    RetentionRule,
    RetentionRun,
    Ring,
    RuleChoice,
    SealedRow,
    Touch,
    VisitPlace,
)
from contacts.voiding import void_contact
from crm.company.calendar_confirming import confirm_year
from crm.company.calendars import installation
from crm.company.models import Badge, EnrolmentCode, ExportLog, Guess, User
from crm.dashboard.models import DailyFigure, FirstContactCount, GoalChoice, OwnGoal, PromiseCheck
from crm.lib.history import save_as
from crm.outbox.jobs import start_job, sweep_jobs
from feedback.answering import Given, answer
from feedback.models import Feedback, Invitation, SurveyQuestion
from feedback.praising import cheer, pass_on
from feedback.sorting import Chosen, sort_voice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team
from tests.factories.consents import a_consent
from tests.factories.contacts import a_campaign, a_contact, a_customer, a_product, a_source, a_topic
from tests.factories.imports import kept
from tests.permissions.company import NOW, Company, build


def one_of_each() -> Company:
    """At NOW. A pause and an escalation run, an idea is open, a survey was answered kindly."""
    company = build()
    installation()
    confirm_year(company.calendar, 2026, seen=1, by=company.people["admin"], at=NOW)
    CaseRules.objects.create()
    own, other, by = company.matters["own"], company.matters["other"], company.colleague
    pause(own.case.pk, kind="customer", until=NOW + timedelta(days=2), reason="Foto erbeten", by=by, at=NOW)
    acknowledge(other.case.pk, next_at=NOW + timedelta(days=1), by=by, at=NOW)
    again = captured(own.topic, by=by, at=NOW, customer=own.customer.pk).case
    third = captured(own.topic, by=by, at=NOW, customer=own.customer.pk).case
    assert again is not None
    assert third is not None
    link(again.pk, other=own.case, kind="related", by=by, at=NOW)
    merge(again.pk, take_in=third.pk, by=by, at=NOW)
    note_presence(room(own.case.number, now=NOW), user=by, writing=False, now=NOW)
    save_checklist(own.topic, points="Foto machen", by=by, at=NOW)
    captured(own.topic, by=by, at=NOW)
    team = make_team((by,), is_fallback=True)
    parent = make_topic(team, is_other=True)
    a_topic(team=team, parent=parent)
    a_source(parent=company.source)
    a_product()
    AnswerUse.objects.create(
        answer=Answer.objects.create(topic=parent, title="Was kostet das?", text="49 Euro."),
        contact=own.contact,
    )
    AnswerGap.objects.create(topic=own.topic, contact=own.contact, words="Steg aus Bein", at=NOW, by=by)
    Hindrance.objects.create(contact=own.contact, lack="parts", at=NOW, by=by)
    make_policy(position=101, channel="phone")
    _a_move(other.case, by=by)
    _two_who_were_one(by=by)
    firm = a_customer("", kind="organisation", organisation="Musikhaus Maier OHG", street="Seestraße 3")
    Affiliation.objects.create(person=own.customer, organisation=firm)
    _lists(firm, by=by)
    a_consent(firm, Purpose.SURVEY, at=NOW, source="am Telefon gesagt", by=by)
    alone = a_contact(firm, by=by, topic=parent, at=NOW)
    void_contact(a_contact(firm, by=by, topic=parent, at=NOW), by=by, at=NOW, reason="Doppelt")
    _master_data(firm, by=by)
    campaign = _an_advert()
    Touch.objects.create(customer=firm, at=NOW, source=campaign.source, contact=alone)
    DailyFigure.objects.create(day=date(2026, 3, 2), code="contacts", numerator=12)
    FirstContactCount.objects.create(day=date(2026, 3, 2), followed_up=2, parts=1, counted_at=NOW)
    sweep_audit(NOW)
    GoalChoice.objects.create(code="at_once", target=80)
    OwnGoal.objects.create(title="Zufrieden", figure="csat", target=80, since=date(2026, 3, 2))
    PromiseCheck.objects.create(night=date(2026, 3, 2), promise=1, checked=12, broken=0, at=NOW)
    _asked_around(alone)
    _about_privacy(firm, by=by)
    _at_the_counter(company, alone)
    _praised_and_sorted(company)
    return company


def _asked_around(contact: Contact) -> None:
    """A survey with a choice asked about a case, was answered, and reminded about a contact."""
    about_case = Invitation.objects.latest("pk")
    survey, version = about_case.survey, about_case.version
    options = [{"de": "Ja", "en": "Yes"}, {"de": "Nein", "en": "No"}]
    choice = SurveyQuestion.objects.create(
        version=version, position=9, kind="choice", text_de="Kommen Sie wieder?", options=options
    )
    answer(about_case.pk, Given(solved="yes", score=5, choices={choice.pk: 1}), at=NOW)
    survey.exceptions.create(at=NOW, by=contact.recorded_by, reason="Nur nach einem Kauf")
    survey.counts.create(day=date(2026, 3, 2), code="csat", value=5, number=1)
    assert contact.customer is not None
    Invitation.objects.create(
        survey=survey,
        version=version,
        contact=contact,
        customer=contact.customer,
        token_hash="5" * 64,
        reminder_hash="6" * 64,
        reminded_at=NOW,
        created_at=NOW,
        expires_at=NOW + timedelta(days=13),
    )


def _praised_and_sorted(company: Company) -> None:
    """A praise was sorted, given to somebody, and a colleague is glad with them."""
    own, by = company.matters["own"], company.colleague
    said = captured(own.topic, by=by, at=NOW, customer=own.customer.pk, outcome="resolved", voice="wish")
    voice = Feedback.objects.get(contact=said.contact)
    sort_voice(voice.pk, Chosen(kind="praise", topic=own.topic), by=by, at=NOW)
    voice.refresh_from_db()
    pass_on(voice, [by], by=by, at=NOW)
    cheer(voice, by=by, at=NOW)


def _an_advert() -> Campaign:
    """With a further code; its short address was opened."""
    campaign = a_campaign()
    CampaignCode.objects.bulk_create([CampaignCode(campaign=campaign, code="C-14", place="Seite 14")])
    take_codes(campaign)
    VisitPlace.objects.create(place=3, minute=NOW, number=1)
    CampaignVisit.objects.create(campaign=campaign, day=date(2026, 3, 2), number=3)
    return campaign


def _lists(firm: Customer, *, by: User) -> None:
    """One was read in, one saved as a file."""
    ImportedRow.objects.create(fingerprint="1" * 64, customer=firm, at=NOW)
    ExportLog.objects.create(at=NOW, by=by, listed="customers", kind="csv", rows=3)
    kept("Nachname\nVoss\n", at=NOW)
    ImportForm.objects.create(form="1" * 64, columns=[["last_name", ""]], at=NOW)


def _on_the_telephone(company: Company) -> None:
    """The call that rings is one of the person of "own"; one of theirs was missed and became a nameless contact."""
    own = company.matters["own"]
    contact = a_contact(by=company.colleague, topic=own.topic, at=NOW, text="Verpasster Anruf")
    missed = Call.objects.create(
        line=company.phone_line,
        external_id="missed",
        direction="in",
        number="0170 1234567",
        started_at=NOW,
        ended_at=NOW,
        settled_at=NOW,
        contact=contact,
    )
    for call in (missed, company.call):
        Caller.objects.create(call=call, customer=own.customer)
    found = a_contact(by=company.colleague, topic=own.topic, at=NOW, text="Ohne Namen im Laden")
    attribute(found.pk, own.customer.pk, why="Kam mit der Rechnung.", by=company.colleague, at=NOW)
    Ring.objects.create(call=company.call, user=company.colleague)


def _at_the_counter(company: Company, contact: Contact) -> None:
    """The shared device was enrolled by a code, and is opened by badge after a wrong guess."""
    _on_the_telephone(company)
    EnrolmentCode.objects.create(
        device=company.device, code_hash="1" * 64, made_by=company.people["admin"], valid_until=NOW
    )
    add_to(contact, kind=Addition.NOTE, text="Kommt morgen wieder.", by=company.colleague, at=NOW)
    Badge.objects.create(user=company.colleague, code_hash="1" * 64, made_at=NOW)
    Guess.objects.create(subject=f"account:{company.colleague.pk}", place=0, at=NOW)


def _about_privacy(firm: Customer, *, by: User) -> None:
    """Rows as they stand after all kinds of requests; nobody of them is locked or erased."""
    Restriction.objects.create(customer=firm, since=NOW, by=by, reason="Bestreitet die Anschrift")
    SealedRow.objects.create(
        customer=firm,
        holding="contacts.Address",
        row=0,
        removed=True,
        values={},
        ground="Rechnungen",
        until=NOW.date(),
    )
    ErasureLog.objects.create(customer_key=10**9, number=999_999, at=NOW, by=by, ground="request")
    RetentionRule.objects.create(code="silence", active=False, amount=36)
    RetentionRun.objects.create(code="silence", night=NOW.date(), amount=36, started_at=NOW, due=3)
    ProcessingRegister.objects.create(controller="Hollerbach GmbH")


def _master_data(firm: Customer, *, by: User) -> None:
    """A rule the company weighs otherwise, a place, and a firm that was asked and said that all is right."""
    save_as(RuleChoice(code="firm_alone", active=True, weight=2), by=by, at=NOW)
    PlaceTable.objects.create(country="DE", loaded_at=NOW, places=1)
    Place.objects.create(country="DE", postal_code="88131", town="Lindau (Bodensee)", town_key="lindau")
    note_declined(firm, "phone_doubtful", by=by, at=NOW)
    confirm(firm, by=by, at=NOW)


def _two_who_were_one(*, by: User) -> None:
    """A pair in the stock, and another that was merged."""
    twice = [a_customer("Zeller", first_name="Frida", phone="0711 80497319", by=by) for _each in range(4)]
    merge_customers(twice[0].pk, twice[1].pk, by=by, at=NOW)
    sweep_duplicates(NOW)


def _a_move(case: Case, *, by: User) -> None:
    """Open deadlines follow a shorter version; another job waits for its turn."""
    made = newest_version(case.policy_version.policy)
    terms = replace(terms_of(made), resolution_minutes=made.resolution_minutes - 60)
    change_policy(made.policy_id, terms, expected_number=made.number, by=by, at=NOW)
    target = newest_target("policy", made.policy_id)
    assert target is not None
    start_moving("policy", made.policy_id, expected_version=target.version.pk, by=by, at=NOW)
    sweep_jobs(NOW)
    start_job("later", subject="policy:1", params={}, total=1, by=by, at=NOW)
