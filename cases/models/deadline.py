"""A deadline of a case, with the versions it was computed with and an event log that explains it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class DeadlineKind(models.TextChoices):
    FIRST_RESPONSE = "first_response", _("Versprechen")
    FOLLOW_UP = "follow_up", _("Wiedervorlage")
    RESOLUTION = "resolution", _("Lösung")


class DeadlineState(models.TextChoices):
    ARMED = "armed", _("läuft")
    PAUSED = "paused", _("wartet")
    MET = "met", _("gehalten")
    DROPPED = "dropped", _("entfallen")


class Deadline(models.Model):
    """One promise of one round (`round` 1 when the case opens, +1 for each reopening or new receipt).

    Times are UTC. `target_seconds` is working time from `started_at` to `due_at`, without `paused` spans; a follow-up
    date has none. While paused, `due_at` is where it would fall if the pause ended as planned. `next_step_at` is when
    step `next_step` of cycle `cycle` fires; none while paused.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=14, choices=DeadlineKind.choices)
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=7, choices=DeadlineState.choices, default=DeadlineState.ARMED)
    started_at = models.DateTimeField()
    target_seconds = models.PositiveIntegerField(null=True, blank=True)
    due_at = models.DateTimeField()
    promised_at = (
        models.DateTimeField()
    )  # what was said aloud; never later than the first computed due moment
    policy_version = models.ForeignKey(
        "cases.PolicyVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    calendar_version = models.ForeignKey(
        "company.CalendarVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    met_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    drop_reason = models.CharField(max_length=40, blank=True, default="")
    next_step = models.PositiveSmallIntegerField(null=True, blank=True)
    next_step_at = models.DateTimeField(null=True, blank=True)
    cycle = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["case", "kind", "round"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "round"], name="deadline_once_a_round"),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(state__in=["armed", "paused"]),
                name="deadline_one_running",
            ),
            one_of("deadline_kind_known", "kind", DeadlineKind.values),
            holds(
                "deadline_state_is_dated",
                Q(
                    state="armed",
                    met_at=None,
                    dropped_at=None,
                    next_step_at__isnull=False,
                    next_step__isnull=False,
                )
                | Q(state="paused", met_at=None, dropped_at=None, next_step_at=None)
                | Q(state="met", met_at__isnull=False, dropped_at=None, next_step_at=None)
                | Q(state="dropped", met_at=None, dropped_at__isnull=False, next_step_at=None)
                & ~Q(drop_reason=""),
            ),
            holds("deadline_target_unless_follow_up", Q(kind="follow_up") | Q(target_seconds__isnull=False)),
            holds("deadline_due_after_start", Q(due_at__gte=F("started_at"))),
        ]
        indexes = [
            models.Index(fields=["kind", "met_at"], name="deadline_met"),
            models.Index(fields=["policy_version", "state"], name="deadline_of_policy"),
            models.Index(fields=["calendar_version", "state"], name="deadline_of_calendar"),
            models.Index(fields=["due_at"], name="deadline_running", condition=Q(state="armed")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}/{self.round}"


class DeadlineEvent(models.Model):
    """What happened to a deadline (armed, moved, paused, resumed, met, missed, dropped), and when it is due since."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    what = models.CharField(max_length=8)
    due_at = models.DateTimeField()
    detail = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            one_of(
                "deadline_event_known",
                "what",
                ["armed", "moved", "paused", "resumed", "met", "missed", "dropped"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.what}"
