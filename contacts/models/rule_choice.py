from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history

WEIGHT_RANGE = (1, 9)


class RuleChoice(models.Model):
    """What the company says about one rule of good master data. Without a row the rule's own word holds."""

    code = models.CharField(max_length=40, unique=True)
    active = models.BooleanField(_("gilt"))
    weight = models.PositiveSmallIntegerField(_("Gewicht"))
    history = history()

    class Meta:
        constraints = [holds("rule_choice_weight", Q(weight__range=WEIGHT_RANGE))]

    def __str__(self) -> str:
        return self.code
