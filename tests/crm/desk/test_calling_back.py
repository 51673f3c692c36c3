"""A call that nobody answered becomes a call-back case, once; every other call becomes nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cases.lifecycle import close
from cases.models import Case, CaseContact
from contacts.models import Call, Contact, Customer, Outcome, PhoneLine
from contacts.privacy.erasing import erase
from contacts.privacy.retention_rules import RULES
from contacts.proofs import proofs
from crm.desk import calling_back
from crm.desk.calling_back import LATE_REPORT, RINGS_AT_MOST, sweep_missed_calls
from crm.desk.capture import Capture, Captured, capture
from tests.factories.calls import make_line, report
from tests.factories.contacts import a_customer
from tests.permissions.company import all_resolved

pytestmark = pytest.mark.django_db
NUMBER = "+4975311234567"


def rang(address: str, call_id: str = "1", **more: Any) -> None:
    report(address, call_id=call_id, **more)
    report(address, call_id=call_id, event="ended", **more)


def later(by: timedelta = LATE_REPORT) -> datetime:
    return timezone.now() + by + timedelta(seconds=1)


@pytest.fixture
def line() -> tuple[PhoneLine, str]:
    return make_line()


def test_a_known_caller_gets_a_call_back_case_at_once_and_only_one(line: tuple[PhoneLine, str]) -> None:
    eva = a_customer("Haas", phone="07531 1234567")
    rang(line[1])
    assert (
        sweep_missed_calls(timezone.now()).handled == 0
    )  # a late report may still say that somebody answered
    assert sweep_missed_calls(later()).handled == 1
    assert sweep_missed_calls(later()).handled == 0
    contact = Contact.objects.get()
    assert (contact.customer, contact.channel, contact.outcome) == (eva, "phone", Outcome.FOLLOW_UP)
    assert (contact.recorded_by, contact.topic) == (line[0].speaks_for, line[0].topic)
    assert "07531" in contact.text
    case = Case.objects.get()
    assert (case.customer, case.topic, case.deadlines.filter(state="armed").exists()) == (
        eva,
        line[0].topic,
        True,
    )
    assert Call.objects.get().contact == contact


def test_an_unknown_caller_is_a_nameless_contact_that_can_be_answered(line: tuple[PhoneLine, str]) -> None:
    rang(line[1])
    assert sweep_missed_calls(later()).handled == 1
    contact = Contact.objects.get()
    assert (contact.customer, contact.picks_up) == (None, False)
    first = Case.objects.get().deadlines.get(kind="first_response")
    assert first.state == "armed"


@pytest.mark.parametrize(
    "told",
    [
        [{}, {"event": "answered"}, {"event": "ended"}],
        [{}, {"event": "ended"}, {"event": "answered"}],
        [{"direction": "out", "from": "12", "to": NUMBER}, {"event": "ended", "direction": "out"}],
        [{}],
    ],
    ids=["answered", "answered, told late", "called out", "rings"],
)
def test_every_other_call_becomes_nothing(line: tuple[PhoneLine, str], told: list[dict[str, Any]]) -> None:
    for event in told:
        report(line[1], **event)
    assert sweep_missed_calls(later()).handled == 0
    assert not Contact.objects.exists()


def test_a_call_whose_end_nobody_told_is_missed_after_ten_minutes(line: tuple[PhoneLine, str]) -> None:
    report(line[1])
    assert sweep_missed_calls(later(RINGS_AT_MOST)).handled == 1


def test_a_group_call_that_a_colleague_answered_waits_for_nobody(line: tuple[PhoneLine, str]) -> None:
    rang(line[1], "1")
    report(line[1], call_id="2")
    report(line[1], call_id="2", event="answered")
    sweep_missed_calls(later())
    assert not Contact.objects.exists()
    assert next(proof.broken for proof in proofs(timezone.now()) if "Anruf" in proof.what) == 0


def test_nobody_calls_back_without_a_number(line: tuple[PhoneLine, str]) -> None:
    rang(line[1], **{"from": "anonymous"})
    assert sweep_missed_calls(later()).handled == 1
    assert sweep_missed_calls(later()).handled == 0
    assert not Contact.objects.exists()


def test_who_calls_again_adds_to_the_open_call_back_and_opens_a_new_one_after_it(
    line: tuple[PhoneLine, str],
) -> None:
    a_customer("Haas", phone=NUMBER)
    for call_id in ("1", "2"):
        rang(line[1], call_id)
        sweep_missed_calls(later())
    case = Case.objects.get()
    assert CaseContact.objects.filter(case=case).count() == 2
    by = line[0].speaks_for
    close(case.pk, result="Zurückgerufen", not_informed_reason="Am Telefon gesagt", by=by, at=timezone.now())
    rang(line[1], "3")
    sweep_missed_calls(later())
    assert Case.objects.count() == 2


def test_several_who_share_the_number_are_left_to_whoever_calls_back(line: tuple[PhoneLine, str]) -> None:
    for name in ("Haas", "Haase"):
        a_customer(name, phone=NUMBER)
    rang(line[1])
    sweep_missed_calls(later())
    contact = Contact.objects.get()
    assert contact.customer is None
    assert "2 Kundinnen und Kunden" in contact.text


def test_a_topic_out_of_use_is_no_reason_to_lose_a_call(line: tuple[PhoneLine, str]) -> None:
    from tests.factories.cases import make_topic

    other = make_topic(line[0].topic.team, name="Sonstiges", is_other=True)
    type(other).objects.filter(pk=line[0].topic_id).update(active=False)
    rang(line[1])
    assert sweep_missed_calls(later()).failed == 0
    assert Contact.objects.get().topic == other


def test_the_proof_finds_a_missed_call_that_became_nothing(line: tuple[PhoneLine, str]) -> None:
    def broken() -> int:
        return next(proof.broken for proof in proofs(timezone.now()) if "Anruf" in proof.what)

    rang(line[1])
    sweep_missed_calls(later())
    assert broken() == 0
    Call.objects.update(contact=None)
    assert broken() == 1


def test_numbers_go_with_the_person_and_after_some_weeks(line: tuple[PhoneLine, str]) -> None:
    eva: Customer = a_customer("Haas", phone=NUMBER)
    rang(line[1])
    rang(line[1], "2", **{"from": "+493012345678"})
    sweep_missed_calls(later())
    all_resolved(eva)
    erase(eva.pk, ground="request", typed=None, by=line[0].speaks_for, at=later())
    assert sorted(Call.objects.values_list("number", "e164")) == [("", ""), ("+493012345678",) * 2]
    assert NUMBER not in "".join(Call.objects.values_list("external_id", flat=True))
    rule = RULES["calls"]
    assert not rule.due(90, later())
    assert [rule.go(call.pk, later()) for call in rule.due(90, later(timedelta(days=91)))]
    assert set(Call.objects.values_list("number", "e164")) == {("", "")}


def test_calls_that_fail_again_and_again_keep_no_other_waiting(
    line: tuple[PhoneLine, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a_customer("Haas", phone="07531 1234567")
    for call_id in ("1", "2", "3"):
        rang(line[1], call_id, **{"from": f"07531 123456{call_id}"})
    monkeypatch.setattr(calling_back, "BATCH", 1)

    def only_the_last(said: Capture, **more: Any) -> Captured:
        if not said.text.endswith("3. Bitte zurückrufen."):
            raise RuntimeError("this call breaks")
        return capture(said, **more)

    monkeypatch.setattr(calling_back, "capture", only_the_last)
    result = sweep_missed_calls(later())
    assert (result.handled, result.failed) == (1, 2)
    assert set(Call.objects.filter(settled_at=None).values_list("external_id", flat=True)) == {"1", "2"}
