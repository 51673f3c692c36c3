"""What the company settles about its goals: other targets than the vision's, further goals, and who looks after which.

Everything keeps its history with a reason. What was settled is read by everybody who looks at the Zielbild, so it is
kept for a minute.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Value
from django.utils.translation import gettext as _

from crm.company.models import Role, User, full_name
from crm.company.presence import company_day
from crm.dashboard.goal import VISION, Target
from crm.dashboard.models import GOALS, NOTHING_FORGOTTEN, OWN_FIGURES, GoalChoice, OwnGoal
from crm.dashboard.own_goals import FIGURES
from crm.lib.acts import NotAllowed, refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as
from crm.lib.lengths import fitting

MOST_OWN: Final = 5
"""With the seven they are a dozen: more are no aims any more."""
MOST: Final = 1_000_000
WHOLE: Final = 100
KEY: Final = "dashboard.goal_choices"
KEPT_SECONDS: Final = 60


@dataclass(frozen=True)
class Choices:
    """`targets` and `keepers` (names) by goal; further goals in their order, with the keeper's name."""

    targets: dict[str, int]
    keepers: dict[str, str]
    own: tuple[tuple[OwnGoal, str], ...]

    def target(self, code: str) -> Target:
        """Where one of the seven shall stand: as the company says, else as the vision does."""
        vision, chosen = VISION[code], self.targets.get(code)
        if chosen is None or chosen == vision:
            return Target(vision)
        return Target(float(chosen), vision)


def choices() -> Choices:
    """What holds now; one statement, at most once a minute."""
    kept: Choices | None = cache.get(KEY)
    if kept is None:
        kept = _read()
        cache.set(KEY, kept, KEPT_SECONDS)
    return kept


@transaction.atomic
def settle_goal(
    code: str, *, target: int | None, keeper: User | None, by: User, at: datetime, reason: str
) -> GoalChoice:
    """Set the target of one of the seven (None: the vision's own again) and who looks after it.

    Another target needs a reason. Raises NotAllowed, and Refused by field.
    """
    _only_admins(by)
    assert code in GOALS
    row = GoalChoice.objects.select_for_update().filter(code=code).first() or GoalChoice(code=code)
    if target is not None:
        _possible(
            "target", target, share=code != NOTHING_FORGOTTEN, least=0 if code == NOTHING_FORGOTTEN else 1
        )
    if target != row.target and not reason.strip():
        raise refuse("reason", _("Bitte sagen Sie, warum das Ziel anders steht: Es bleibt im Verlauf."))
    row.target, row.keeper = target, keeper
    save_as(row, by=by, at=at, reason=fitting("reason", reason, 200))
    _forget()
    return row


@transaction.atomic
def save_own_goal(
    goal: OwnGoal | None,
    *,
    title: str,
    sentence: str,
    figure: str,
    target: int,
    at_most: bool,
    keeper: User | None,
    active: bool = True,
    by: User,
    at: datetime,
) -> OwnGoal:
    """Add a further goal or change one; one that is no longer `active` keeps its row. Raises Refused by field."""
    _only_admins(by)
    today, row = company_day(at), goal or OwnGoal()
    if figure not in OWN_FIGURES:
        raise refuse("figure", _("Diese Kennzahl gibt es nicht."))
    running = OwnGoal.objects.filter(ended_on=None).exclude(pk=row.pk)
    if active and running.count() >= MOST_OWN:
        raise refuse("title", _("Es gibt schon fünf eigene Ziele. Beenden Sie zuerst eines."))
    _possible("target", target, share=FIGURES[figure].is_share, least=0 if at_most else 1)
    row.title = free_name(title, 60, among=running, field="title")
    row.sentence = fitting("sentence", sentence, 200)
    row.figure, row.target, row.at_most, row.keeper = figure, target, at_most, keeper
    if goal is None:
        row.since = today
    row.ended_on = None if active else row.ended_on or today
    save_as(row, by=by, at=at)
    _forget()
    return row


def _only_admins(by: User) -> None:
    if by.role != Role.ADMIN:
        raise NotAllowed


def _possible(field: str, target: int, *, share: bool, least: int) -> None:
    most = WHOLE if share else MOST
    if not least <= target <= most:
        raise refuse(field, _("Bitte eine Zahl von %(least)d bis %(most)d.") % {"least": least, "most": most})


def _read() -> Choices:
    person = [F(f"keeper__{column}") for column in ("first_name", "last_name", "username", "is_active")]
    seven = GoalChoice.objects.order_by().values_list(
        Value(0), "code", Value(""), Value(""), "target", Value(value=False), *person
    )
    own = OwnGoal.objects.order_by().filter(ended_on=None)
    further = own.values_list("pk", "figure", "title", "sentence", "target", "at_most", *person)
    targets: dict[str, int] = {}
    keepers: dict[str, str] = {}
    running: list[tuple[OwnGoal, str]] = []
    for pk, code, title, sentence, target, at_most, *keeper in seven.union(further, all=True):
        name = _name(*keeper)
        if pk:
            row = OwnGoal(pk=pk, figure=code, title=title, sentence=sentence, target=target, at_most=at_most)
            running.append((row, name))
            continue
        if target is not None:
            targets[code] = target
        if name:
            keepers[code] = name
    return Choices(targets, keepers, tuple(sorted(running, key=lambda each: each[0].pk)))


def _name(first: str | None, last: str | None, username: str | None, active: bool | None) -> str:
    """Of somebody who is still here."""
    return full_name(first or "", last or "", username or "") if active else ""


def _forget() -> None:
    cache.delete(KEY)
    transaction.on_commit(lambda: cache.delete(KEY))
