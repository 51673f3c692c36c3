"""The seven goals against counting by hand, before and after the nightly figures, in few statements."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from contacts.models import Contact, DuplicatePair, Void
from contacts.models.topic import Topic
from crm.company.calendars import hours_of
from crm.company.models import CalendarVersion
from crm.dashboard.goal import CODES, Goal
from crm.dashboard.goal_row import shown
from crm.dashboard.goals import goals
from crm.dashboard.headline import headline
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import write_day
from crm.lib.tallies import read
from feedback import metrics
from feedback.models import Feedback, Idea, IdeaNews, Invitation, SurveyAnswer
from tests.factories.asked import ask_around, think_ahead
from tests.factories.company import make_site, make_team, make_user
from tests.factories.contacts import a_contact, a_customer
from tests.factories.history import NOW, START, History, an_escalation, random_history

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def by_code(now: datetime = NOW) -> dict[str, Goal]:
    return {goal.code: goal for goal in goals(now=now)}


def measures(goal: Goal) -> dict[str, float | None]:
    return {measure.code: measure.value for measure in goal.measures}


def write_past(*, until_days_ago: int = 1) -> None:
    """The last night and those a week, two, ... before: each also writes the flow of the 13 days before it."""
    for back in reversed(range(until_days_ago, 36, 7)):
        day = TODAY - timedelta(days=back)
        write_day(day, now=datetime(day.year, day.month, day.day, 23, tzinfo=UTC) + timedelta(hours=1))


@pytest.fixture
def past() -> History:
    history = random_history(11)
    write_past()
    return history


def test_the_seven_in_the_order_of_the_vision(past: History) -> None:
    found = goals(now=NOW)
    assert tuple(goal.code for goal in found) == CODES
    assert [goal.number for goal in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [(goal.target, goal.unit) for goal in found] == [
        (100, "percent"),
        (90, "percent"),
        (0, "count"),
        (100, "percent"),
        (100, "percent"),
        (100, "percent"),
        (100, "percent"),
    ]


def test_at_once_agrees_with_counting_everything(past: History) -> None:
    counted = read(metrics.first_contacts(START, NOW + timedelta(seconds=1)))
    base = sum(counted[label] for label in metrics.BASE)
    goal = by_code()["at_once"]
    assert goal.value == pytest.approx(100 * counted[metrics.KEPT] / base)
    shown = measures(goal)
    gross = counted[metrics.KEPT] + counted[metrics.RETURNED]
    assert shown["gross"] == pytest.approx(100 * gross / base)
    assert shown["base"] == base
    named = base + counted[metrics.NAMELESS]
    assert shown["nameless"] == pytest.approx(100 * counted[metrics.NAMELESS] / named)
    assert goal.interval is not None
    assert goal.value is not None
    assert goal.interval[0] < goal.value < goal.interval[1]
    assert goal.provisional == 1


def test_complaints_agree_with_counting_everything(past: History) -> None:
    receipts = read(metrics.receipts(START, NOW, at=NOW))
    decided = receipts[metrics.IN_TIME] + receipts[metrics.LATE]
    goal = by_code()["praise_complaint"]
    assert goal.value == pytest.approx(100 * receipts[metrics.IN_TIME] / decided)
    assert measures(goal)["complaints_dropped"] == receipts[metrics.DROPPED]
    void = set(Void.objects.values_list("contact_id", flat=True))
    contacts = Contact.objects.count() - len(void)
    praise = sum(1 for v in Feedback.objects.filter(kind="praise") if v.contact_id not in void)
    assert measures(goal)["praise_per_1000"] == pytest.approx(1_000 * praise / contacts)


def test_nothing_forgotten_adds_up_its_three_parts(past: History) -> None:
    Case.objects.filter(status="open").update(due_at=NOW + timedelta(days=1))
    first, second, third = Case.objects.filter(status="open").order_by("pk")[:3]
    Case.objects.filter(pk=first.pk).update(due_at=NOW - timedelta(hours=26, minutes=5))
    Case.objects.filter(pk=second.pk).update(due_at=NOW - timedelta(hours=1))
    an_escalation(past, third, fired_at=NOW - timedelta(days=3))
    goal = by_code()["nothing_forgotten"]
    assert goal.value == 3
    assert measures(goal) == {
        "cases_unarmed": 0,
        "cases_overdue": 2,
        "cases_unseen": 1,
        "oldest_overdue": 605,
    }
    assert (
        goal.moved
        == f"#{first.number} und #{second.number} sind überfällig. 1 Eskalation ist länger als eine Stunde ungesehen."
    )
    assert goal.state == "broken"
    assert goal.trend[-1] == (TODAY, 3)


def test_master_data_is_what_the_last_night_counted(past: History) -> None:
    night = DailyFigure.objects.filter(code="master_data").latest("day")
    new, again, other = a_customer("Neu"), a_customer("Neu"), a_customer("Neumann")
    for twin, band in ((again, "certain"), (other, "check")):
        DuplicatePair.objects.create(one=new, other=twin, band=band, score=0.9, found_at=NOW)
    goal = by_code()["master_data"]
    assert measures(goal)["duplicates"] == 1
    assert night.denominator
    assert goal.value == 100 * night.numerator / night.denominator
    assert goal.measured_at == datetime(2026, 4, 6, 22, tzinfo=UTC)
    score = DailyFigure.objects.get(code="quality_score", dimension="", day=night.day)
    assert score.denominator
    assert measures(goal)["quality_score"] == 100 * score.numerator / score.denominator
    assert 0 < score.numerator < score.denominator


def test_capture_is_counted_now(past: History) -> None:
    team = past.team
    goal = by_code()["capture"]
    captured = len(
        {
            contact.recorded_by_id
            for contact in Contact.objects.filter(void=None)
            if contact.recorded_at >= datetime(2026, 3, 31, 22, tzinfo=UTC)
        }
    )
    assert goal.value == pytest.approx(100 * captured / (len(past.staff)))
    assert goal.words == f"{captured} von {len(past.staff)} erfassen"
    make_user(site=team.site)
    assert by_code()["capture"].words == f"{captured} von {len(past.staff) + 1} erfassen"


def test_the_trend_has_thirteen_weeks_that_end_today(past: History) -> None:
    for goal in goals(now=NOW)[:5]:
        assert [day for day, _ in goal.trend] == [TODAY - timedelta(weeks=n) for n in range(12, -1, -1)]
        assert goal.trend[0][1] is None  # before the first contact
        assert goal.trend[-1][1] is not None or goal.code == "praise_complaint"


def test_a_week_of_the_trend_agrees_with_counting_that_week(past: History) -> None:
    start = datetime(2026, 3, 17, 23, tzinfo=UTC)  # Wednesday to Tuesday in Berlin
    counted = read(metrics.first_contacts(start, start + timedelta(days=7)))
    base = sum(counted[label] for label in metrics.BASE)
    points = dict(by_code()["at_once"].trend)
    assert points[TODAY - timedelta(days=14)] == pytest.approx(100 * counted[metrics.KEPT] / base)


def test_a_missed_night_is_counted_live() -> None:
    random_history(12)
    write_past(until_days_ago=4)
    late = by_code()["at_once"].value
    write_past(until_days_ago=1)
    assert by_code()["at_once"].value == late


def test_today_written_early_is_not_counted_twice(past: History) -> None:
    before = [goal.value for goal in goals(now=NOW)]
    write_day(TODAY, now=NOW)
    assert [goal.value for goal in goals(now=NOW)] == before


def test_an_empty_company_knows_why_it_has_no_figures() -> None:
    found = goals(now=NOW)
    assert [goal.value for goal in found] == [None, None, 0.0, None, None, None, None]
    assert all(goal.reason for goal in found if goal.value is None)
    assert headline(found) == "Ein Ziel steht. Keines braucht heute Hilfe."


def test_the_first_day_has_figures_before_the_first_night() -> None:
    person, team = make_user(site=make_site()), make_team()
    customer = a_customer("Lind")
    topic = Topic.objects.create(name="Reparatur", team=team)
    a_contact(customer, by=person, topic=topic, at=NOW - timedelta(hours=1))
    found = by_code()
    assert found["at_once"].value == 100
    assert found["master_data"].value == 0
    assert found["capture"].words == "1 von 3 erfassen"


def test_a_topic_far_below_the_others_is_named() -> None:
    history = random_history(13, contacts=5)
    slow = history.topics[1]
    person, customer = history.staff[0], history.customers[0]
    moments = (START + timedelta(days=10, minutes=10 * number) for number in range(25))
    for at in moments:
        a_contact(customer, by=person, topic=slow, at=at, outcome="follow_up")
    for number in range(60):
        at = START + timedelta(days=10, minutes=7 * number)
        a_contact(a_customer("Kurz"), by=person, topic=history.topics[2], at=at)
    write_past()
    assert by_code()["at_once"].moved == f"{slow.name} bremst (0\u202f%)."


def test_a_rate_is_rounded_as_on_every_other_page() -> None:
    """6.29 per 1,000 contacts stands as 6.3 in Kennzahlen and in the figures of the voices."""
    assert shown(6.29, "per_thousand") == "6,3"


def test_headline_says_how_many_stand_and_how_many_need_help(past: History) -> None:
    Case.objects.filter(status="open").update(due_at=NOW - timedelta(days=1))
    assert headline(goals(now=NOW)) == "Noch kein Ziel steht. Eines braucht heute Hilfe."


def test_nobody_was_asked_and_nothing_decided(past: History) -> None:
    listening = by_code()["listening"]
    assert listening.value is None
    assert "gefragt" in listening.reason
    assert measures(listening) == {"response_rate": None, "csat": None, "answers": 0, "low_scores": 0}
    Feedback.objects.filter(kind="wish").delete()
    write_past()
    ahead = by_code()["thinking_ahead"]
    assert (ahead.value, ahead.reason) == (None, "Noch kein Wunsch, über den zu entscheiden war.")
    nothing = {"wishes": 0, "wishes_settled": 0, "ideas_built": 0, "customers_told": 0}
    assert measures(ahead) == nothing | {"competitor_remarks": 0}


def test_answers_without_a_low_score_say_so() -> None:
    ask_around(random_history(15))
    write_past()
    assert by_code()["listening"].value is not None
    SurveyAnswer.objects.update(solved="yes", score=5, case=None, promise=None)
    write_past()
    goal = by_code()["listening"]
    assert (goal.value, goal.reason) == (None, "Noch keine schlechte Note, auf die zu antworten war.")
    assert measures(goal)["csat"] == 100


def test_listening_agrees_with_counting_everything() -> None:
    ask_around(random_history(16))
    write_past()
    said = list(SurveyAnswer.objects.select_related("promise").filter(at__lt=NOW))
    low = [answer for answer in said if (answer.score or 0) <= 2 or answer.solved == "no"]
    promises = [answer.promise for answer in low if answer.promise and answer.promise.state != "dropped"]
    followed = sum(1 for promise in promises if promise.met_at)
    waiting = sum(1 for promise in promises if promise.state == "armed" and promise.due_at < NOW)
    sent = Invitation.objects.filter(sent_at__lt=NOW)
    happy = sum(1 for answer in said if answer.score in (4, 5))
    goal = by_code()["listening"]
    assert waiting > 0
    assert goal.value == pytest.approx(100 * followed / (followed + waiting))
    assert measures(goal) == {
        "response_rate": pytest.approx(100 * sent.filter(answer__isnull=False).count() / sent.count()),
        "csat": pytest.approx(100 * happy / len(said)),
        "answers": len(said),
        "low_scores": followed + waiting,
    }
    shown = {measure.code: str(measure.meaning) for measure in goal.measures}
    assert "ziemlich sicher zwischen" in shown["csat"]


def test_thinking_ahead_agrees_with_counting_everything() -> None:
    think_ahead(random_history(17))
    write_past()
    month, in_time, late = timedelta(days=30), 0, 0
    for wish in Feedback.objects.filter(kind="wish", contact__void=None).prefetch_related("idea_wish__idea"):
        link = getattr(wish, "idea_wish", None)
        decided = max(link.at, link.idea.decided_at) if link and link.idea.decided_at else None
        if decided and decided <= wish.at + month:
            in_time += decided < NOW
        elif wish.at + month < NOW:
            late += 1
    goal = by_code()["thinking_ahead"]
    assert late > 0
    assert goal.value == pytest.approx(100 * in_time / (in_time + late))
    built = Idea.objects.filter(built_at__lt=NOW).count()
    wishes = read(metrics.voice_counts(START, NOW))["voice.wish"]
    assert measures(goal) == {
        "wishes": wishes,
        "wishes_settled": in_time + late,
        "ideas_built": built,
        "customers_told": IdeaNews.objects.filter(sent_at__lt=NOW).count(),
        "competitor_remarks": Feedback.objects.filter(kind="competitor").count(),
    }


@pytest.mark.parametrize("contacts", [40, 300])
def test_all_goals_take_the_same_statements_however_many_contacts(contacts: int) -> None:
    random_history(14, contacts=contacts)
    write_past()
    for row in CalendarVersion.objects.all():
        hours_of(row.pk)  # read once per process
    with CaptureQueriesContext(connection) as queries:
        goals(now=NOW)
    # figures, calendars, all live counts, overdue cases, what the company settled; a sixth names a slow topic
    assert len(queries) == 5


def test_stored_weeks_are_read_once_until_the_next_night_is_written(past: History) -> None:
    before = by_code()["master_data"].value
    with CaptureQueriesContext(connection) as queries:
        by_code()
    assert not [query for query in queries if "dashboard_dailyfigure" in query["sql"]]
    DailyFigure.objects.filter(code="master_data").update(numerator=0)
    assert by_code()["master_data"].value == before
    write_day(TODAY - timedelta(days=1), now=NOW)
    assert by_code()["master_data"].value == 0
