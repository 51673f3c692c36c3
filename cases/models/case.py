"""A case is a promise about facts: until resolved it has a team, a next due moment and an armed escalation step."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.history import history


class Status(models.TextChoices):
    OPEN = "open", _("offen")
    WAITING = "waiting", _("wartet")
    RESOLVED = "resolved", _("gelöst")


class Priority(models.TextChoices):
    LOW = "low", _("niedrig")
    NORMAL = "normal", _("normal")
    HIGH = "high", _("hoch")
    URGENT = "urgent", _("dringend")


class Case(models.Model):
    """`cases.lifecycle` is the only writer of status, team, owner and deadlines; every act raises `version`.

    `due_at` is the earliest promise still running (the order of the work list). `escalate_at` with deadline, step and
    cycle is the next rung of the ladder; sweeps take every row with `escalate_at` (and `retry_at`) not after now.
    The escalation columns are machine state, told by `Escalation` and `DeadlineEvent`, so history leaves them out.
    """

    number = models.PositiveIntegerField(unique=True)
    customer = models.ForeignKey(
        "contacts.Customer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    topic = models.ForeignKey("contacts.Topic", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Titel"), max_length=160)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    priority = models.CharField(
        _("Dringlichkeit"), max_length=8, choices=Priority.choices, default=Priority.NORMAL
    )
    is_complaint = models.BooleanField(_("Beschwerde"), default=False)
    team = models.ForeignKey(
        "company.Team", on_delete=models.PROTECT, related_name="+", verbose_name=_("Team")
    )
    owner = models.ForeignKey(
        "company.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Zuständig"),
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    policy_version = models.ForeignKey("cases.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    # the next moment that matters
    due_at = models.DateTimeField(null=True, blank=True)
    escalate_at = models.DateTimeField(null=True, blank=True)
    escalation_kind = models.CharField(
        max_length=14, blank=True, default=""
    )  # of the running deadline it stands for
    escalation_step = models.PositiveSmallIntegerField(null=True, blank=True)
    escalation_cycle = models.PositiveIntegerField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True, default="")
    unacknowledged_since = models.DateTimeField(null=True, blank=True)
    history = history(
        excluded_fields=[
            "due_at",
            "escalate_at",
            "escalation_kind",
            "escalation_step",
            "escalation_cycle",
            "retry_at",
            "failures",
            "failure",
            "unacknowledged_since",
        ]
    )

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            one_of("case_status_known", "status", Status.values),
            one_of("case_priority_known", "priority", Priority.values),
            holds(
                "case_open_is_armed",
                Q(
                    status__in=["open", "waiting"],
                    resolved_at=None,
                    due_at__isnull=False,
                    escalate_at__isnull=False,
                    escalation_kind__in=["first_response", "follow_up", "resolution"],
                    escalation_step__isnull=False,
                    escalation_cycle__isnull=False,
                )
                | Q(
                    status="resolved",
                    resolved_at__isnull=False,
                    due_at=None,
                    escalate_at=None,
                    escalation_kind="",
                    unacknowledged_since=None,
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["escalate_at"], name="case_to_escalate", condition=~Q(status="resolved")),
            models.Index(
                fields=["unacknowledged_since", "id"],
                name="case_unacknowledged",
                condition=Q(unacknowledged_since__isnull=False),
            ),
            models.Index(fields=["team", "due_at"], name="case_of_team", condition=~Q(status="resolved")),
            models.Index(fields=["owner", "due_at"], name="case_of_owner", condition=~Q(status="resolved")),
            models.Index(fields=["due_at", "id"], name="case_in_due_order", condition=~Q(status="resolved")),
            models.Index(
                fields=["due_at", "id"],
                name="case_open_complaint",
                condition=~Q(status="resolved") & Q(is_complaint=True),
            ),
            models.Index(fields=["status", "due_at"], name="case_waiting", condition=Q(status="waiting")),
            models.Index(fields=["customer", "-opened_at"], name="case_of_customer"),
            models.Index(fields=["resolved_at"], name="case_resolved"),
            models.Index(fields=["opened_at"], name="case_opened"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"


class CaseContact(models.Model):
    """The link between a fact and the promise about it; a contact belongs to at most one case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    contact = models.OneToOneField("contacts.Contact", on_delete=models.PROTECT, related_name="+")
    opened_case = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(opened_case=True), name="case_opened_by_one_contact"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.contact_id}"
