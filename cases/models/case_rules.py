"""What the company allows around a case: how long one waits, and when an absence takes it back to the team."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds
from crm.lib.history import history

LONGEST_WAIT_RANGE = (1, 60)
WAITS_RANGE = (2, 10)
AWAY_ALONE_RANGE = (1, 20)
AWAY_COVERED_RANGE = (1, 90)
REOPEN_RANGE = (0, 365)


class CaseRules(models.Model):
    """The one row of these settings; without it the defaults hold.

    `longest_wait_days` are calendar days. `waits_until_lead`: the n-th wait in a row, without a word to or from the
    customer between, tells the lead. `away_alone_days` and `away_covered_days` are working days of the team: nobody
    stands in and the absence is longer than the one, or somebody does and it has lasted longer than the other.
    `reopen_days` are calendar days; 0: a resolved case is never offered for a new contact.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    longest_wait_days = models.PositiveSmallIntegerField(_("Längste Wartezeit in Tagen"), default=14)
    waits_until_lead = models.PositiveSmallIntegerField(
        _("Beim wievielten Warten in Folge die Teamleitung davon erfährt"), default=3
    )
    away_alone_days = models.PositiveSmallIntegerField(
        _("Abwesend ohne Vertretung: mehr als so viele Arbeitstage"), default=5
    )
    away_covered_days = models.PositiveSmallIntegerField(
        _("Abwesend mit Vertretung: mehr als so viele Arbeitstage"), default=15
    )
    reopen_days = models.PositiveSmallIntegerField(
        _("So viele Tage gehört ein neuer Kontakt noch zu einem gelösten Vorgang"), default=14
    )
    history = history()

    class Meta:
        constraints = [
            holds("case_rules_are_one_row", Q(id=1)),
            holds("case_rules_longest_wait", Q(longest_wait_days__range=LONGEST_WAIT_RANGE)),
            holds("case_rules_waits", Q(waits_until_lead__range=WAITS_RANGE)),
            holds("case_rules_away_alone", Q(away_alone_days__range=AWAY_ALONE_RANGE)),
            holds("case_rules_reopen", Q(reopen_days__range=REOPEN_RANGE)),
            holds("case_rules_away_covered", Q(away_covered_days__range=AWAY_COVERED_RANGE)),
        ]

    def __str__(self) -> str:
        return "1"
