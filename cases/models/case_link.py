"""Cases that have to do with each other: linked, or one taken into the other."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of


class LinkKind(models.TextChoices):
    RELATED = "related", _("hat damit zu tun")
    DUPLICATE = "duplicate", _("ist doppelt zu")
    FOLLOWS = "follows", _("folgt auf")


class CaseLink(models.Model):
    """`case` has to do with, is a duplicate of, or follows `other`; both show it. Two cases are linked at most once."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="links_out")
    other = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=9, choices=LinkKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(Least("case", "other"), Greatest("case", "other"), name="case_link_once"),
            holds("case_link_joins_two", ~Q(case=F("other"))),
            one_of("case_link_kind_known", "kind", LinkKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"


class CaseMerge(models.Model):
    """`case` was taken into `into`. `moved` holds the ids of what went over, so that it can be undone."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="taken_in")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(undone_at=None), name="case_merge_one_in_force"
            ),
            holds("case_merge_joins_two", ~Q(case=F("into"))),
            holds(
                "case_merge_undone_by_somebody",
                Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} in {self.into_id}"
