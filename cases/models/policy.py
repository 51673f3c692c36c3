"""Which deadlines a case gets, and who hears about them when. Policies are ordered; the first that matches counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Priority
from contacts.models import Channel
from crm.company.models import Role
from crm.lib.clauses import holds, one_of
from crm.lib.history import history

ANYTHING = {"topic": None, "customer_group": None, "priority": "", "channel": "", "complaints_only": False}


class Policy(models.Model):
    """A rule in the ordered list. Empty conditions match everything.

    The catch-all has none, is always active and stands behind all others, wherever its `position` is: so no order
    and no switch can take it away.
    """

    name = models.CharField(_("Name"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(unique=True)
    catch_all = models.BooleanField(default=False)
    topic = models.ForeignKey(
        "contacts.Topic", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    customer_group = models.ForeignKey(
        "contacts.CustomerGroup", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    priority = models.CharField(max_length=8, blank=True, default="")
    channel = models.CharField(max_length=10, blank=True, default="")
    complaints_only = models.BooleanField(_("nur Beschwerden"), default=False)
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["catch_all", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["catch_all"], condition=Q(catch_all=True), name="policy_one_catch_all"
            ),
            holds("policy_catch_all_catches_all", Q(catch_all=False) | Q(active=True, **ANYTHING)),
            holds("policy_priority_known", Q(priority__in=["", *Priority.values])),
            holds("policy_channel_known", Q(channel__in=["", *Channel.values])),
        ]

    def __str__(self) -> str:
        return self.name


class PolicyVersion(models.Model):
    """The targets of a policy from a moment on, in working minutes, and why they changed. Never changed or deleted."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    first_response_minutes = models.PositiveIntegerField()
    resolution_minutes = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_number_once"),
            holds("policy_targets_positive", Q(first_response_minutes__gt=0) & Q(resolution_minutes__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.policy_id}.{self.number}"


class StepRole(models.TextChoices):
    OWNER = "owner", _("Zuständig")
    LEAD = "lead", _("Teamleitung")
    MANAGEMENT = "management", _("Geschäftsleitung")


RAISED = [(each.value, each.label) for each in (Priority.HIGH, Priority.URGENT)]


class Reassign(models.TextChoices):
    """To whom a step gives the case: the lead in person, nobody (the queue of the team), or somebody of a role."""

    LEAD = "lead", _("an die Teamleitung")
    TEAM = "team", _("zurück an das Team, ohne Zuständige")
    ROLE = "role", _("an eine Person mit dieser Rolle")


class EscalationStep(models.Model):
    """One rung of the ladder of a policy version, for one kind of deadline. It always tells somebody (`role`).

    `placed`: "before" (at `percent` of the target), "at" (the due moment) or "after". `wait_minutes` is working time
    since the notice before it was sent; for the last step also the distance of its repetitions.
    When it fires for the first time for a deadline it may act too: lift the priority to at least `raise_to`, give the
    case to `reassign_to` (`reassign_role` says which role). It acts first and tells then; a repetition only tells.
    """

    BEFORE, AT, AFTER = "before", "at", "after"

    policy_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="steps")
    deadline_kind = models.CharField(max_length=14)
    position = models.PositiveSmallIntegerField()
    placed = models.CharField(max_length=6)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    wait_minutes = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=StepRole.choices)
    raise_to = models.CharField(
        _("Dringlichkeit anheben auf"), max_length=8, choices=RAISED, blank=True, default=""
    )
    reassign_to = models.CharField(
        _("Übergeben"), max_length=4, choices=Reassign.choices, blank=True, default=""
    )
    reassign_role = models.CharField(_("Rolle"), max_length=12, choices=Role.choices, blank=True, default="")

    class Meta:
        ordering = ["policy_version", "deadline_kind", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy_version", "deadline_kind", "position"], name="escalation_step_once"
            ),
            one_of(
                "escalation_step_kind_known", "deadline_kind", ["first_response", "follow_up", "resolution"]
            ),
            one_of("escalation_step_role_known", "role", StepRole.values),
            holds(
                "escalation_step_placed",
                Q(placed="before", percent__isnull=False, percent__gt=0, percent__lt=100)
                | Q(placed__in=["at", "after"], percent=None),
            ),
            holds("escalation_step_waits", Q(wait_minutes__gt=0)),
            one_of("escalation_step_raises", "raise_to", ["", *(code for code, _label in RAISED)]),
            holds(
                "escalation_step_reassigns",
                Q(reassign_to="role", reassign_role__in=Role.values)
                | Q(reassign_to__in=["", "lead", "team"], reassign_role=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_kind} {self.position}: {self.role}"
