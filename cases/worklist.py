"""The lists of "Meine Arbeit": which open cases stand in them, in due order."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Pause, Status
from cases.visibility import escalated_to, inside
from crm.company.permissions import Viewer


class WorkList(TextChoices):
    """Codes as they stand in the address."""

    MINE = "meine", _("Meine")
    STAND_IN = "vertretung", _("Vertretung")
    TEAM = "team", _("Team")
    UNASSIGNED = "ohne", _("Ohne Zuständige")
    WAITING = "wartet", _("Wartet")
    ESCALATED = "eskaliert", _("Eskaliert an mich")
    COMPLAINTS = "beschwerden", _("Beschwerden")
    ALL = "alle", _("Alle")


def cases_in(which: WorkList, viewer: Viewer) -> QuerySet[Case]:
    """The open cases of one list, the next due first.

    Being in a list says something about a case: of confidential ones from outside, only the list of all knows.
    """
    rows = Case.objects.exclude(status=Status.RESOLVED).order_by("due_at", "pk")
    match which:
        case WorkList.MINE:
            return rows.filter(owner=viewer.user_id)
        case WorkList.STAND_IN:
            return rows.filter(owner__in=viewer.stands_in_for)
        case WorkList.TEAM:
            return rows.filter(team__in=viewer.team_ids)
        case WorkList.UNASSIGNED:
            return rows.filter(inside(viewer), owner=None)
        case WorkList.WAITING:
            running = Pause.objects.filter(ended_at=None)  # few, and with an index of their own
            return rows.filter(inside(viewer), pk__in=running.values("case"))
        case WorkList.ESCALATED:
            unseen = rows.filter(unacknowledged_since__isnull=False)  # few, and with an index of their own
            return unseen.filter(pk__in=escalated_to(viewer).values("escalation__case"))
        case WorkList.COMPLAINTS:
            return rows.filter(inside(viewer), is_complaint=True)
        case _:
            return rows


@dataclass(frozen=True)
class Days:
    """Where one group of the board ends and the next begins."""

    now: datetime
    tomorrow: datetime
    day_after: datetime
    next_week: datetime

    @classmethod
    def at(cls, now: datetime, tz: tzinfo) -> "Days":
        today = now.astimezone(tz).date()
        tomorrow, day_after, next_week = (
            datetime.combine(today + timedelta(days=days), time(), tz)
            for days in (1, 2, max(7 - today.weekday(), 2))
        )
        return cls(now, tomorrow, day_after, next_week)

    def group(self, due_at: datetime) -> str:
        """late, today, tomorrow, week or later."""
        edges = ((self.now, "late"), (self.tomorrow, "today"), (self.day_after, "tomorrow"))
        early = next((name for edge, name in edges if due_at < edge), "")
        return early or ("week" if due_at < self.next_week else "later")

    def spans(self) -> dict[str, Q]:
        """The groups but the last, which is the rest."""
        return {
            "late": Q(due_at__lt=self.now),
            "today": Q(due_at__gte=self.now, due_at__lt=self.tomorrow),
            "tomorrow": Q(due_at__gte=self.tomorrow, due_at__lt=self.day_after),
            "week": Q(due_at__gte=self.day_after, due_at__lt=self.next_week),
        }
