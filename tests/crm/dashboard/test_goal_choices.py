"""What the company settles about its goals stands on the Zielbild, with who and why."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from crm.company.models import Role, User
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.period import Kind, Period
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.goal import VISION, Goal, Target
from crm.dashboard.goal_choices import MOST_OWN, save_own_goal, settle_goal
from crm.dashboard.goal_row import row
from crm.dashboard.goals import goals
from crm.dashboard.headline import headline
from crm.dashboard.models import OWN_FIGURES, DailyFigure, GoalChoice, OwnGoal
from crm.dashboard.own_goals import FIGURES
from crm.lib.acts import NotAllowed, Refused
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


def figures(code: str, *halves: tuple[int, int | None]) -> None:
    """One day in each of the last weeks, the newest last."""
    for back, (top, bottom) in enumerate(reversed(halves)):
        day = NOW.date() - timedelta(days=1, weeks=back)
        DailyFigure.objects.create(day=day, code=code, numerator=top, denominator=bottom)


def own(admin: User, **more: object) -> OwnGoal:
    said = {
        "title": "Zufriedene Kundschaft",
        "sentence": "Gern wiederkommen.",
        "figure": "csat",
        "target": 80,
    }
    facts: dict[str, object] = said | {"at_most": False, "keeper": None, **more}
    return save_own_goal(None, **facts, by=admin, at=NOW)  # type: ignore[arg-type]


def goal(code: str) -> Goal:
    return next(each for each in goals(now=NOW) if each.code == code)


def test_every_figure_that_may_be_chosen_is_known() -> None:
    assert set(FIGURES) == set(OWN_FIGURES)


def test_another_target_holds_and_the_visions_own_stays_beside_it(admin: User) -> None:
    keeper = make_user(Role.LEAD, first_name="Jana", last_name="Kern")
    figures("at_once_net", (8, 10), (9, 10))
    assert (goal("at_once").target, goal("at_once").state) == (90, "short")
    settle_goal("at_once", target=80, keeper=keeper, by=admin, at=NOW, reason="Bis zum Sommer")
    found = goal("at_once")
    assert (found.target, found.vision_target, found.state, found.keeper) == (80, 90, "reached", "Jana Kern")
    assert row(found).beside == "gehalten seit 17.2. (2 Wochen) · die Vision sagt 90\u202f%"
    entry = GoalChoice.history.get()
    assert (entry.history_user, entry.history_change_reason) == (admin, "Bis zum Sommer")
    settle_goal("at_once", target=None, keeper=keeper, by=admin, at=NOW, reason="Erreicht")
    assert (goal("at_once").target, goal("at_once").vision_target) == (90, None)


def test_a_keeper_who_left_is_not_named(admin: User) -> None:
    keeper = make_user(Role.LEAD)
    settle_goal("capture", target=None, keeper=keeper, by=admin, at=NOW, reason="")
    User.objects.filter(pk=keeper.pk).update(is_active=False)
    settle_goal("listening", target=None, keeper=None, by=admin, at=NOW, reason="")
    assert goal("capture").keeper == ""


def test_the_figures_draw_the_target_that_holds_and_say_whose_it_is(admin: User, client: Client) -> None:
    drawn = {"at_once": ["course"], "master_data": ["master_data", "origin_known"], "ideas": ["decided"]}
    goal_behind = {"ideas": "thinking_ahead"}
    period = Period(Kind.OWN, NOW.date() - timedelta(days=6), NOW.date())

    def targets(code: str) -> list[Target | None]:
        found = {block.code: block.target for block in SUBJECTS[code](period, Filters(), NOW).blocks}
        return [found.pop(name) for name in drawn[code]] + [each for each in found.values() if each]

    for code, blocks in drawn.items():
        name = goal_behind.get(code, code)
        assert targets(code) == [Target(VISION[name])] * len(blocks)
        settle_goal(name, target=70, keeper=None, by=admin, at=NOW, reason="Bis zum Sommer")
        assert targets(code) == [Target(70, VISION[name])] * len(blocks)
    client.force_login(admin)
    page = client.get("/zielbild/sofort/").content.decode()
    assert "Ziel: 70\u202f%, die Vision sagt 90\u202f%. Jede Zahl öffnet ihre Kontakte." in page


@pytest.mark.parametrize(
    ("code", "target", "reason", "field"),
    [
        ("at_once", 80, " ", "reason"),
        ("at_once", 101, "Mehr", "target"),
        ("at_once", 0, "Nichts", "target"),
        ("nothing_forgotten", -1, "Weniger", "target"),
    ],
)
def test_an_impossible_target_is_refused(
    admin: User, code: str, target: int, reason: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        settle_goal(code, target=target, keeper=None, by=admin, at=NOW, reason=reason)
    assert list(refused.value.messages) == [field]
    assert not GoalChoice.objects.exists()


def test_only_the_administration_settles(admin: User) -> None:
    boss = make_user(Role.MANAGEMENT)
    with pytest.raises(NotAllowed):
        settle_goal("at_once", target=80, keeper=None, by=boss, at=NOW, reason="Bitte")
    with pytest.raises(NotAllowed):
        own(boss)


def test_a_goal_of_ones_own_stands_after_the_seven(admin: User) -> None:
    figures("csat", (6, 10), (9, 10), (9, 10))
    before = headline(goals(now=NOW))
    made = own(admin)
    found = goals(now=NOW)
    assert [each.number for each in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert headline(found) == before
    mine = found[-1]
    assert (mine.code, mine.target, mine.value, mine.state) == (f"own-{made.pk}", 80, 80, "reached")
    assert mine.held.words == "gehalten seit 17.2. (2 Wochen)"
    assert row(mine).url == f"/zielbild/eigene/{made.pk}/"


@pytest.mark.parametrize(
    ("at_most", "target", "state"),
    [(False, 5, "reached"), (False, 6, "short"), (True, 5, "reached"), (True, 4, "short")],
)
def test_a_count_is_of_seven_days_and_may_be_better_low(
    admin: User, at_most: bool, target: int, state: str
) -> None:
    figures("praise", (2, None), (5, None))
    own(admin, figure="praise", target=target, at_most=at_most)
    mine = goals(now=NOW)[-1]
    assert (mine.value, mine.state) == (5, state)


def test_one_that_is_over_leaves_the_page_and_keeps_its_row(admin: User) -> None:
    made = own(admin)
    facts = {
        "title": "Anders",
        "sentence": "",
        "figure": "csat",
        "target": 70,
        "at_most": False,
        "keeper": None,
    }
    save_own_goal(made, **facts, active=False, by=admin, at=NOW)  # type: ignore[arg-type]
    assert [each.own for each in goals(now=NOW)] == [0] * 7
    assert OwnGoal.objects.get().ended_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"target": 101}, "target"),
        ({"target": 0}, "target"),
        ({"figure": "salary"}, "figure"),
    ],
)
def test_an_impossible_goal_is_refused(admin: User, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        own(admin, **wrong)
    assert list(refused.value.messages) == [field]


def test_five_are_enough(admin: User) -> None:
    for number in range(MOST_OWN):
        own(admin, title=f"Ziel {number}")
    with pytest.raises(Refused, match="Es gibt schon fünf eigene Ziele"):
        own(admin, title="Noch eines")
