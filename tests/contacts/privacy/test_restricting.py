"""A lock takes everything out of every table and puts it back as it was; meanwhile nobody meets the customer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Model

from cases.lifecycle import add_note
from cases.models import Case, CaseEvent
from contacts.consent import mail_subject
from contacts.models import Customer, EmailAddress, Purpose, SealedRow
from contacts.privacy.restricting import lift, restrict
from contacts.search import find
from crm.lib.acts import Refused
from crm.lib.backup.tables import stored_models, sum_of
from crm.lib.personal_data import holdings
from crm.outbox.models import Notice
from feedback.survey_audience import due
from feedback.survey_standard import standard_survey
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.consents import a_consent
from tests.factories.files import a_file

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)


@pytest.fixture
def case() -> Case:
    """Of a person with a note, a file, a consent and a mail that waits."""
    make_policy(catch_all=True)
    by = make_user("admin")
    case = captured(make_topic(make_team((by,))), by=by, at=NOW).case
    assert case is not None
    assert case.customer is not None
    add_note(case.pk, text="Nachbarin Wieland hat angerufen", files=[a_file()], by=by, at=NOW)
    a_consent(case.customer, Purpose.SURVEY, at=NOW, by=by)
    EmailAddress.objects.create(customer=case.customer, raw="u@example.org", normalised="u@example.org")
    Notice.objects.create(
        medium="mail",
        address="u@example.org",
        dedupe_key="survey:1",
        subject_key=mail_subject(Purpose.SURVEY, case.customer.pk),
        subject="Zufrieden?",
        text="Text",
        created_at=NOW,
        not_before=NOW,
    )
    return case


def sums() -> dict[str, object]:
    """Of every table that says something about customers, but for what is derived and what a lock itself writes."""
    held = {holding.model for holding in holdings() if holding.exported} - {
        "contacts.Customer",
        "contacts.CustomerHistory",
        "contacts.Restriction",
        "outbox.Notice",
    }
    return {model._meta.label: sum_of(model) for model in stored_models() if model._meta.label in held}


def test_a_lock_hides_everything_and_lifting_it_brings_everything_back(case: Case) -> None:
    person, by = case.customer, case.opened_by
    assert person is not None
    before = sums()

    restrict(person.pk, reason="Bestreitet die Anschrift", by=by, at=LATER)
    assert not Customer.objects.filter(pk=person.pk).exists()
    assert find("Maier") == []
    case.refresh_from_db()
    assert case.title == "(gesperrt)"
    assert str(Customer.everybody.get(pk=person.pk)) == f"gesperrt (K-{person.number})"
    assert not CaseEvent.objects.filter(case=case).exists()
    assert not Notice.objects.filter(sent_at=None, dropped_at=None, address="u@example.org").exists()
    assert not due(standard_survey(NOW), LATER + timedelta(days=9)).exists()

    lift(person.pk, by=by, at=LATER)
    assert sums() == before
    assert [hit.customer for hit in find("Maier")] == [person]
    assert not SealedRow.objects.exists()
    again = Customer.objects.get(pk=person.pk)
    assert (again.first_name, again.last_name, again.version) == ("Ulrike", "Maier", person.version + 2)


def test_what_was_changed_meanwhile_stays(case: Case) -> None:
    person, by = case.customer, case.opened_by
    assert person is not None
    restrict(person.pk, reason="Streit", by=by, at=LATER)
    Case.objects.filter(pk=case.pk).update(title="Neuer Titel")
    lift(person.pk, by=by, at=LATER)
    case.refresh_from_db()
    assert case.title == "Neuer Titel"


def test_history_says_who_locked_and_freed(case: Case) -> None:
    person, by = case.customer, case.opened_by
    assert person is not None
    restrict(person.pk, reason="Streit", by=by, at=LATER)
    lift(person.pk, by=by, at=LATER)
    rows: type[Model] = Customer.history.model
    told = rows._default_manager.filter(id=person.pk).order_by("-history_id")
    assert list(told.values_list("history_change_reason", "history_user")[:2]) == [
        ("Sperre aufgehoben", by.pk),
        ("Gesperrt", by.pk),
    ]


def test_a_lock_needs_a_reason_and_happens_once(case: Case) -> None:
    assert case.customer is not None
    with pytest.raises(Refused):
        restrict(case.customer.pk, reason=" ", by=case.opened_by, at=LATER)
    with pytest.raises(Refused):
        lift(case.customer.pk, by=case.opened_by, at=LATER)
    restrict(case.customer.pk, reason="Streit", by=case.opened_by, at=LATER)
    with pytest.raises(Refused):
        restrict(case.customer.pk, reason="Streit", by=case.opened_by, at=LATER)
