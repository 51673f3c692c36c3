from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history


class Team(models.Model):
    """People who answer for topics together. There is always a lead and a deputy, so an escalation finds somebody."""

    name = models.CharField(_("Name"), max_length=80, unique=True)
    site = models.ForeignKey(
        "company.Site", on_delete=models.PROTECT, related_name="teams", verbose_name=_("Standort")
    )
    lead = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("Leitung")
    )
    deputy = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("Stellvertretung")
    )
    members = models.ManyToManyField("company.User", related_name="teams", blank=True)
    is_fallback = models.BooleanField(_("Zentrale: hierhin fällt, was niemandem gehört"), default=False)
    active = models.BooleanField(_("in Gebrauch"), default=True)
    history = history()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_fallback"], condition=Q(is_fallback=True), name="team_one_fallback"
            ),
            holds("team_lead_is_not_deputy", ~Q(lead=F("deputy"))),
            holds("team_fallback_is_in_use", Q(active=True) | Q(is_fallback=False)),
        ]

    def __str__(self) -> str:
        return self.name
