"""Several cases go to another team or person, each for itself: one that cannot go stops no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from cases.handed_notices import tell_whom_they_were_given
from cases.handing_over import give
from cases.models import Case
from cases.visibility import changes_what_they_see
from crm.company.models import Team, User
from crm.company.permissions import Viewer
from crm.lib.acts import Outdated, Refused

MOST_TOGETHER = 100  # cases in one go; a page of the list holds fewer
TIME_TO_TAKE_BACK = timedelta(minutes=10)


class Picked(NamedTuple):
    """A case by its number, as of the version that was seen."""

    number: int
    version: int

    def __str__(self) -> str:
        return f"{self.number}.{self.version}"


@dataclass(frozen=True)
class Together:
    """What came of it: the cases that went, as they are now, and those that stayed, each with the reason."""

    done: list[Picked] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def hand_over_together(
    picked: Iterable[Picked],
    *,
    team: Team | None,
    owner: User | None,
    reason: str = "",
    viewer: Viewer,
    by: User,
    at: datetime,
) -> Together:
    """Hand each case over by the act of its own; `team` None: each stays with its team, only the person changes.

    Who gets several of them hears of it once.
    """

    def go(case: Case, seen: Picked) -> Case:
        if not changes_what_they_see(viewer, case):
            raise Refused({"": [_others_work_on_it()]})
        return give(
            case.pk,
            team=team or case.team,
            owner=owner,
            reason=reason,
            by=by,
            at=at,
            expected_version=seen.version,
        )

    return _each(picked, go, reason=reason, by=by, at=at)


@transaction.atomic
def take_back_together(picked: Iterable[Picked], *, by: User, at: datetime) -> Together:
    """Give each case back to where it was before the hand-over that made this version.

    For whoever handed it over, `TIME_TO_TAKE_BACK` long and while nobody has done anything else with it.
    """

    reason = _("Übergabe zurückgenommen")

    def go(case: Case, seen: Picked) -> Case:
        tracked: Any = case
        handed = tracked.history.filter(version=seen.version).order_by("history_id").first()
        before = tracked.history.filter(version=seen.version - 1).order_by("-history_id").first()
        if handed is None or before is None or handed.history_user_id != by.pk:
            raise Refused({"": [_others_work_on_it()]})
        if not case.events.filter(verb="handed_over", by=by, at=handed.history_date).exists():
            raise Refused({"": [_("es wurde nicht übergeben")]})
        if at > handed.history_date + TIME_TO_TAKE_BACK:
            raise Refused({"": [_("dafür ist es zu spät")]})
        return give(
            case.pk,
            team=Team.objects.get(pk=before.team_id),
            owner=User.objects.filter(pk=before.owner_id).first(),
            reason=reason,
            by=by,
            at=at,
            expected_version=seen.version,
        )

    return _each(picked, go, reason=reason, by=by, at=at)


def _each(
    picked: Iterable[Picked], go: Callable[[Case, Picked], Case], *, reason: str, by: User, at: datetime
) -> Together:
    """Each in a savepoint of its own, the notices with them: either all of it is written or nothing."""
    found, given = Together(), list[Case]()
    wanted = {each.number: each for each in picked}
    rows = Case.objects.filter(number__in=wanted).select_related("topic", "team").order_by("number")
    for case in rows:
        try:
            now = go(case, wanted[case.number])
        except Outdated:
            found.left.append((case.number, _("inzwischen geändert")))
        except Refused as refusal:
            found.left.append((case.number, str(refusal)))
        else:
            given.append(now)
            found.done.append(Picked(now.number, now.version))
    tell_whom_they_were_given(given, reason=reason, by=by, at=at)
    return found


def _others_work_on_it() -> str:
    return _("dafür sind andere zuständig")
