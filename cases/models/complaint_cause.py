"""What complaints come from, as the company sorts them: chosen when one is closed, counted by itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history


class ComplaintCause(models.Model):
    name = models.CharField(_("Ursache"), max_length=80, unique=True)
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["name"]
        constraints = [holds("complaint_cause_has_a_name", ~Q(name=""))]

    def __str__(self) -> str:
        return self.name
