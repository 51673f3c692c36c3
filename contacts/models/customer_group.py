"""Groups of customers that get other deadlines than the rest: wholesale, schools, members."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history

LIGHTEST, HEAVIEST = 1, 10


class CustomerGroup(models.Model):
    """A name people can choose for a customer. One that is not active stays where it was chosen.

    `weight`: how much a wish of its customers counts beside one of somebody without a group.
    """

    name = models.CharField(_("Kundengruppe"), max_length=60, unique=True)
    active = models.BooleanField(default=True)
    weight = models.PositiveSmallIntegerField(_("Gewicht"), default=LIGHTEST)
    history = history()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            holds("customer_group_has_a_name", ~Q(name="")),
            holds("customer_group_weighs_something", Q(weight__gte=LIGHTEST, weight__lte=HEAVIEST)),
        ]

    def __str__(self) -> str:
        return self.name
