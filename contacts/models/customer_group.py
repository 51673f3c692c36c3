"""Groups of customers that get other deadlines than the rest: wholesale, schools, members."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history


class CustomerGroup(models.Model):
    """A name people can choose for a customer. One that is not active stays where it was chosen."""

    name = models.CharField(_("Kundengruppe"), max_length=60, unique=True)
    active = models.BooleanField(default=True)
    history = history()

    class Meta:
        ordering = ["name", "id"]
        constraints = [holds("customer_group_has_a_name", ~Q(name=""))]

    def __str__(self) -> str:
        return self.name
