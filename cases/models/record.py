"""State as a record: a wait and a closing are rows with who, when, why."""

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.case_rules import LONGEST_WAIT_RANGE
from crm.lib.clauses import holds, one_of


class PauseKind(models.TextChoices):
    CUSTOMER = "customer", _("Kunde")
    SUPPLIER = "supplier", _("Lieferant")
    APPOINTMENT = "appointment", _("Termin")


class Pause(models.Model):
    """A case waits until a date. Only waiting for the customer stops the resolution clock.

    `cap_days`: the longest wait the company allowed when this one began. `in_a_row`: this is the n-th wait since the
    last contact with the customer.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="pauses")
    kind = models.CharField(_("Worauf"), max_length=11, choices=PauseKind.choices)
    started_at = models.DateTimeField()
    until = models.DateTimeField(_("bis"))
    reason = models.CharField(_("Grund"), max_length=200)
    cap_days = models.PositiveSmallIntegerField(default=14)
    in_a_row = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            one_of("pause_kind_known", "kind", PauseKind.values),
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="pause_one_running"),
            holds("pause_until_after_start", Q(until__gt=F("started_at"))),
            holds("pause_ends_after_start", Q(ended_at=None) | Q(ended_at__gte=F("started_at"))),
            holds("pause_has_a_reason", ~Q(reason="")),
            holds("pause_is_capped", Q(cap_days__range=LONGEST_WAIT_RANGE)),
            holds("pause_is_counted", Q(in_a_row__gte=1)),
        ]
        indexes = [models.Index(fields=["until"], name="pause_to_end", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.until:%Y-%m-%d}"


NOTHING_SOLVED: Final = Q(reopened_at=None) & (Q(cancelled=True) | Q(merged_into__isnull=False))
"""As a condition over closures: in force, but the case was cancelled or taken into another, not solved."""


class Closure(models.Model):
    """How a case ended: the result, and by which contact the customer heard of it, or why not.

    Cancelled: its only contact was void. `merged_into`: it was taken into another case and goes on there.
    `of_complaint`: a complaint was worked and closed; what caused it and what is done about it is written down.
    `cause_kind`: how the company sorts causes; a complaint solved at once may have one too. `measure_done_at`: what
    was to be changed is changed.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="closures")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    result = models.TextField(_("Ergebnis"))
    informed_by = models.ForeignKey(
        "contacts.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    not_informed_reason = models.CharField(max_length=200, blank=True, default="")
    cancelled = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    of_complaint = models.BooleanField(default=False)
    cause = models.CharField(_("Ursache"), max_length=500, blank=True, default="")
    cause_kind = models.ForeignKey(
        "cases.ComplaintCause", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.CharField(_("Maßnahme"), max_length=500, blank=True, default="")
    measure_done_at = models.DateTimeField(null=True, blank=True)
    measure_done_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["at"], name="closure_of_a_day"),
            models.Index(
                fields=["reopened_at"], condition=Q(reopened_at__isnull=False), name="closure_taken_back"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(reopened_at=None), name="closure_one_in_force"
            ),
            holds(
                "closure_says_who_knows",
                Q(informed_by__isnull=False, not_informed_reason="")
                | Q(informed_by=None) & ~Q(not_informed_reason=""),
            ),
            holds("closure_has_a_result", ~Q(result="")),
            holds(
                "closure_of_a_complaint_says_why",
                Q(of_complaint=False, cause="", measure="")
                | Q(of_complaint=True) & ~Q(cause="") & ~Q(measure=""),
            ),
            holds(
                "closure_measure_done_by_somebody",
                Q(measure_done_at=None, measure_done_by=None)
                | Q(measure_done_at__gte=F("at"), measure_done_by__isnull=False) & ~Q(measure=""),
            ),
            holds("closure_has_one_end", Q(cancelled=False) | Q(merged_into=None)),
            holds("closure_merged_elsewhere", Q(merged_into=None) | ~Q(merged_into=F("case"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"
