"""Waiting is capped by the company, and a case that waits again and again comes to the lead."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from cases import lifecycle
from cases.case_rules import change_rules
from cases.models import Case, CaseRules, Pause
from cases.parking import waits_in_a_row
from contacts.models import Topic
from crm.company.models import Role, Team, User
from crm.lib.acts import NotAllowed, Refused
from crm.outbox.models import Notice
from tests.cases.pages import signed_in, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def worker() -> User:
    make_policy()
    make_user(Role.MANAGEMENT)
    return make_user()


@pytest.fixture
def team(worker: User) -> Team:
    return make_team((worker,))


@pytest.fixture
def topic(team: Team) -> Topic:
    return make_topic(team)


@pytest.fixture
def case(topic: Topic, worker: User) -> Case:
    opened = captured(topic, by=worker, at=MONDAY).case
    assert opened is not None
    return opened


def wait(case: Case, by: User, at: datetime, *, days: int = 2, kind: str = "supplier") -> Pause:
    lifecycle.pause(case.pk, kind=kind, until=at + days * DAY, reason="Steg fehlt", by=by, at=at)
    return Pause.objects.filter(case=case).latest("pk")


def told(user: User) -> list[str]:
    return list(
        Notice.objects.filter(kind="parked", recipient=user, medium="app").values_list("subject", flat=True)
    )


def test_a_case_waits_as_long_as_the_company_allows(case: Case, worker: User) -> None:
    with pytest.raises(Refused) as refused:
        wait(case, worker, MONDAY, days=15)
    assert refused.value.messages == {
        "until": ["Ein Vorgang wartet höchstens 14 Tage. Bitte wählen Sie ein früheres Datum."]
    }
    change_rules({"longest_wait_days": 21}, by=make_user(Role.ADMIN), at=MONDAY)
    assert wait(case, worker, MONDAY, days=21).cap_days == 21
    with pytest.raises(Refused):
        lifecycle.acknowledge(case.pk, next_at=MONDAY + 22 * DAY, by=worker, at=MONDAY)
    lifecycle.acknowledge(case.pk, next_at=MONDAY + 21 * DAY, by=worker, at=MONDAY)


def test_the_third_wait_in_a_row_tells_the_lead_and_so_does_each_further_one(
    case: Case, worker: User, team: Team
) -> None:
    for number in range(2):
        wait(case, worker, MONDAY + number * DAY)
    assert told(team.lead) == []
    for number in (2, 3):
        assert wait(case, worker, MONDAY + number * DAY).in_a_row == number + 1
    assert sorted(told(team.lead)) == [
        f"Wartet zum {count}. Mal in Folge: #{case.number} {case.title}" for count in (3, 4)
    ]
    assert case.events.filter(verb="paused").latest("pk").data["told"] is True


def test_going_on_and_waiting_again_does_not_start_the_count_anew(
    case: Case, worker: User, team: Team
) -> None:
    for number in range(3):
        wait(case, worker, MONDAY + number * DAY)
        lifecycle.end_pause(case.pk, by=worker, at=MONDAY + number * DAY + DAY / 2)
    assert len(told(team.lead)) == 1


@pytest.mark.parametrize("direction", ["in", "out"])
def test_a_word_with_the_customer_starts_the_count_anew(
    case: Case, topic: Topic, worker: User, team: Team, direction: str
) -> None:
    for number in range(2):
        wait(case, worker, MONDAY + number * DAY)
    captured(topic, by=worker, at=MONDAY + 2 * DAY, case=case.pk, direction=direction)
    assert waits_in_a_row(case.pk) == 0
    assert wait(case, worker, MONDAY + 3 * DAY).in_a_row == 1
    assert told(team.lead) == []


def test_a_reopening_starts_the_count_anew(case: Case, worker: User) -> None:
    for number in range(2):
        wait(case, worker, MONDAY + number * DAY)
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="Holt ab", by=worker, at=MONDAY + 2 * DAY)
    lifecycle.reopen(case.pk, reason="Doch nicht", by=worker, at=MONDAY + 3 * DAY)
    assert wait(case, worker, MONDAY + 4 * DAY).in_a_row == 1


def test_a_lead_who_parks_is_told_on_to_management(case: Case, team: Team) -> None:
    for number in range(3):
        wait(case, team.lead, MONDAY + number * DAY)
    assert told(team.lead) == []
    assert len(told(User.objects.get(role=Role.MANAGEMENT))) == 1


def test_a_confidential_case_is_told_by_number_alone(
    case: Case, topic: Topic, worker: User, team: Team
) -> None:
    Topic.objects.filter(pk=topic.pk).update(confidential=True)
    for number in range(3):
        wait(case, worker, MONDAY + number * DAY)
    notice = Notice.objects.get(kind="parked", recipient=team.lead)
    assert notice.subject.endswith(f": #{case.number}")
    assert "Steg" not in notice.text


def test_the_form_says_so_before_and_the_story_after(case: Case, worker: User) -> None:
    with time_machine.travel(MONDAY + 2 * DAY, tick=False):
        page = signed_in(worker).get(f"/vorgaenge/{case.number}/warten/")
        assert "Höchstens 14 Tage" in text_of(page)
        assert "Mal in Folge" not in text_of(page)
        for number in range(2):
            wait(case, worker, MONDAY + number * DAY)
        page = signed_in(worker).get(f"/vorgaenge/{case.number}/warten/")
        assert "Er wartet dann zum 3. Mal in Folge; die Teamleitung erfährt davon." in text_of(page)
        wait(case, worker, MONDAY + 2 * DAY)
        page = signed_in(worker).get(f"/vorgaenge/{case.number}/")
        assert "Zum 3. Mal in Folge, die Teamleitung weiß davon." in text_of(page)


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("longest_wait_days", 1, 60),
        ("waits_until_lead", 2, 10),
        ("away_alone_days", 1, 20),
        ("away_covered_days", 1, 90),
    ],
)
def test_every_rule_has_bounds(name: str, least: int, most: int) -> None:
    admin = make_user(Role.ADMIN)
    for value in (least, most):
        change_rules({name: value}, by=admin, at=MONDAY)
    for value in (least - 1, most + 1):
        with pytest.raises(Refused) as refused:
            change_rules({name: value}, by=admin, at=MONDAY)
        assert refused.value.messages == {name: [f"Bitte wählen Sie eine Zahl von {least} bis {most}."]}
    rules = CaseRules.objects.get()
    assert [getattr(entry, name) for entry in rules.history.order_by("history_id")] == [least, most]


def test_only_the_administration_changes_rules() -> None:
    with pytest.raises(NotAllowed):
        change_rules({"longest_wait_days": 60}, by=make_user(Role.MANAGEMENT), at=MONDAY)
