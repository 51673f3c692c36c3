"""An owner who is away too long loses no case: it goes back to the team, and the lead hears of it."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import lifecycle
from cases.case_rules import change_rules
from cases.escalation import sweep_escalations
from cases.leaving import leave
from cases.models import Case
from cases.owner_away import left_behind, sweep_owners_away
from contacts.models import Topic
from crm.company.models import Absence, Role, Team, User
from crm.outbox.models import Heartbeat, Notice
from tests.cases.pages import signed_in, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST, FRIDAY, NEXT_MONDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def owner() -> User:
    make_user(Role.MANAGEMENT)
    return make_user(last_name="Lange")


@pytest.fixture
def team(owner: User) -> Team:
    return make_team((owner,))


@pytest.fixture
def topic(team: Team) -> Topic:
    make_policy(first_response=9600, resolution=19_200)
    return make_topic(team)


@pytest.fixture
def case(topic: Topic, owner: User) -> Case:
    return owned(topic, owner)


def owned(topic: Topic, owner: User) -> Case:
    opened = captured(topic, by=owner, at=MONDAY).case
    assert opened is not None
    return lifecycle.hand_over(opened.pk, team=topic.team, owner=owner, by=owner, at=MONDAY)


def away(user: User, days: int, substitute: User | None = None, *, since: date = FIRST) -> None:
    """So many calendar days."""
    ends_on = since + timedelta(days=days - 1)
    Absence.objects.create(user=user, starts_on=since, ends_on=ends_on, substitute=substitute)


def owner_after(case: Case, at: datetime) -> User | None:
    sweep_owners_away(at)
    case.refresh_from_db()
    return case.owner


@pytest.mark.parametrize(("days", "stays"), [(5, True), (7, True), (8, False)])
def test_alone_it_goes_back_on_the_first_day_of_more_than_five_working_days(
    case: Case, owner: User, days: int, stays: bool
) -> None:
    away(owner, days)
    assert (owner_after(case, MONDAY - DAY), owner_after(case, MONDAY)) == (owner, owner if stays else None)


def test_an_absence_prolonged_bit_by_bit_counts_as_one(case: Case, owner: User) -> None:
    away(owner, 5)
    assert owner_after(case, MONDAY + 4 * DAY) == owner
    away(owner, 1, since=NEXT_MONDAY)
    assert owner_after(case, MONDAY + 4 * DAY) is None


def test_with_a_substitute_it_stays_until_fifteen_working_days_are_over(case: Case, owner: User) -> None:
    away(owner, 28, make_user())
    assert owner_after(case, MONDAY + 20 * DAY) == owner
    assert owner_after(case, MONDAY + 21 * DAY) is None


def test_a_substitute_who_has_a_day_off_is_still_a_substitute(case: Case, owner: User) -> None:
    substitute = make_user()
    away(owner, 14, substitute)
    away(substitute, 2)
    assert owner_after(case, MONDAY) == owner
    away(substitute, 5, since=FRIDAY)  # 2, 3, 6, 9 and 10 March: five days alone
    assert owner_after(case, MONDAY + 4 * DAY) == owner
    away(substitute, 1, since=date(2026, 3, 12))
    assert owner_after(case, MONDAY + 2 * DAY) == owner  # stood in for today
    assert owner_after(case, MONDAY + 4 * DAY) is None


def test_the_company_sets_the_limits(case: Case, owner: User) -> None:
    change_rules({"away_alone_days": 1, "away_covered_days": 2}, by=make_user(Role.ADMIN), at=MONDAY)
    away(owner, 3, make_user())
    assert owner_after(case, MONDAY + DAY) == owner
    assert owner_after(case, MONDAY + 2 * DAY) is None


def test_event_history_and_notices_tell_it(topic: Topic, owner: User, team: Team) -> None:
    cases = [owned(topic, owner) for _ in range(3)]
    away(owner, 14)
    at = MONDAY + timedelta(hours=1)
    assert sweep_owners_away(at).handled == 3
    assert sweep_owners_away(at).handled == 0
    numbers = ", ".join(f"#{case.number}" for case in cases)
    notice = Notice.objects.get(kind="returned", recipient=team.lead)
    assert notice.subject == f"3 Vorgänge von {owner} sind zurück im Team {team.name}"
    assert numbers in notice.text
    assert notice.path == "/arbeit/?liste=ohne"
    assert numbers in Notice.objects.get(kind="returned", recipient=owner).text
    case = Case.objects.get(pk=cases[0].pk)
    entry = case.history.order_by("-history_id")[0]
    assert (entry.owner_id, entry.history_user, entry.history_date, entry.version) == (
        None,
        None,
        at,
        case.version,
    )
    assert entry.history_change_reason == f"{owner} ist länger nicht da."
    page = signed_in(team.lead).get(f"/vorgaenge/{case.number}/")
    assert f"Zurück an Team {team.name} {owner} ist länger nicht da" in text_of(page)


def test_its_deadlines_stay_and_the_lead_gets_its_escalations(case: Case, owner: User, team: Team) -> None:
    before = list(case.deadlines.values_list("due_at", "next_step_at"))
    away(owner, 60)
    assert owner_after(case, MONDAY) is None
    assert list(case.deadlines.values_list("due_at", "next_step_at")) == before
    sweep_escalations(case.deadlines.get(kind="first_response").due_at)
    assert case.escalations.first().recipients.get().user == team.lead  # type: ignore[union-attr]


def test_what_is_closed_and_what_was_handed_over_is_left_alone(topic: Topic, owner: User, team: Team) -> None:
    closed, handed = owned(topic, owner), owned(topic, owner)
    lifecycle.close(closed.pk, result="Fertig", not_informed_reason="Holt ab", by=owner, at=MONDAY)
    lifecycle.hand_over(handed.pk, team=team, owner=team.lead, by=owner, at=MONDAY)
    away(owner, 14)
    assert sweep_owners_away(MONDAY).handled == 0


def test_a_broken_row_stops_nobody(topic: Topic, owner: User) -> None:
    broken, healthy = owned(topic, owner), owned(topic, owner)
    away(owner, 14)
    from cases import owner_away

    give_back = owner_away._give_back

    def breaks(owner_id: int, case_ids: list[int], now: datetime) -> int:
        if broken.pk in case_ids:
            raise RuntimeError("bad row")
        return give_back(owner_id, case_ids, now)

    with mock.patch("cases.owner_away._give_back", breaks):
        result = sweep_owners_away(MONDAY)
    assert (result.handled, result.failed) == (1, 1)
    broken.refresh_from_db()
    healthy.refresh_from_db()
    assert (healthy.owner, broken.owner, broken.failures) == (None, owner, 1)
    assert owner_after(broken, MONDAY) == owner
    assert owner_after(broken, MONDAY + timedelta(minutes=1)) is None


def test_many_cases_cost_no_more_statements_than_one(topic: Topic, owner: User) -> None:
    for _ in range(12):
        owned(topic, owner)
    with CaptureQueriesContext(connection) as nobody:
        sweep_owners_away(MONDAY)
    away(owner, 14)
    with CaptureQueriesContext(connection) as queries:
        assert sweep_owners_away(MONDAY).handled == 12
    assert (len(nobody), len([query for query in queries if "SAVEPOINT" not in query["sql"]])) == (2, 12)


def test_prove_finds_a_case_that_was_left_behind(case: Case, owner: User) -> None:
    away(owner, 14)
    swept = MONDAY + DAY
    assert list(left_behind(swept)) == []  # entered after it, in real time
    Absence.objects.update(entered_at=MONDAY)
    assert list(left_behind(swept)) == [case]
    Heartbeat.objects.create(sweep="absences", ran_at=swept)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("prove", stdout=out, no_color=True)
    assert "Niemand ist zu lange abwesend und noch zuständig: 1 geprüft, 1 gebrochen" in out.getvalue()
    sweep_owners_away(swept + DAY)
    assert list(left_behind(swept)) == []


@pytest.mark.parametrize("by_contact", [True, False])
def test_a_case_reopened_after_its_owner_left_belongs_to_the_team(
    case: Case, topic: Topic, owner: User, team: Team, by_contact: bool
) -> None:
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="Holt ab", by=owner, at=MONDAY)
    leave(owner, successor=None, by=make_user(Role.ADMIN), at=MONDAY + DAY)
    if by_contact:
        captured(topic, by=team.lead, at=MONDAY + 2 * DAY, case=case.pk)
    else:
        lifecycle.reopen(case.pk, reason="Doch nicht", by=team.lead, at=MONDAY + 2 * DAY)
    case.refresh_from_db()
    assert (case.status, case.owner) == ("open", None)
