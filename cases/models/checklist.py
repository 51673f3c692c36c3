"""What must not be left out when a case of a topic is worked: a list per topic, copied to each new case."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history


class Checklist(models.Model):
    """The points of a topic (and those below it without a list of their own), one a line. Empty: none any more."""

    topic = models.OneToOneField("contacts.Topic", on_delete=models.PROTECT, related_name="+")
    points = models.TextField(_("Punkte"), blank=True, default="")
    history = history()

    def __str__(self) -> str:
        return str(self.topic_id)


class CaseCheck(models.Model):
    """One point on the list of a case; done by somebody at a time, or open."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            holds("case_check_says_what", ~Q(text="")),
            holds(
                "case_check_done_by_somebody",
                Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.text}"
