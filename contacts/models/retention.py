"""How long what is kept, as the company sets it: classes of cases the law protects, rules that run every night."""

from datetime import date, datetime
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.history import history

YEARS_RANGE = (1, 30)


class RetentionClass(models.Model):
    """Cases of these topics (and those below them) must be kept for `years` after the year in which they ended.

    Erasing their customer locks them in the vault until then, with `reason`, the law.
    """

    name = models.CharField(_("Name"), max_length=80, unique=True)
    reason = models.CharField(_("Rechtsgrund"), max_length=160)
    years = models.PositiveSmallIntegerField(_("Jahre nach Jahresende"))
    topics = models.ManyToManyField(
        "contacts.Topic", related_name="+", verbose_name=_("Anliegen"), blank=True
    )
    active = models.BooleanField(_("gilt"), default=True)
    history = history()

    class Meta:
        ordering = ["-years", "name"]
        constraints = [
            holds("retention_class_says_why", ~Q(name="") & ~Q(reason="")),
            holds("retention_class_years", Q(years__range=YEARS_RANGE)),
        ]

    def __str__(self) -> str:
        return self.name

    def until(self, ended_at: datetime) -> date:
        """The last day of the time (§ 147 Abs. 4 AO: it begins with the end of the year)."""
        return date(ended_at.year + self.years, 12, 31)


class RuleCode(models.TextChoices):
    SILENCE = "silence", _("Kundinnen und Kunden ohne Kontakt löschen")
    PROOF = "proof", _("Nachweise widerrufener Einwilligungen kürzen")
    NOTICES = "notices", _("Hinweise und E-Mails löschen")
    CALLS = "calls", _("Nummern von Anrufen löschen")
    VAULT = "vault", _("Abgelaufene Sperren leeren")


DAYS: Final = frozenset({RuleCode.NOTICES, RuleCode.CALLS})
AMOUNT_RANGE = (1, 600)


class RetentionRule(models.Model):
    """One rule and its `amount`: months, for notices and calls days. It runs every night while `active`.

    The vault has no amount of its own: each row there knows until when.
    """

    code = models.CharField(max_length=8, choices=RuleCode.choices, unique=True)
    active = models.BooleanField(_("läuft jede Nacht"), default=False)
    amount = models.PositiveSmallIntegerField(_("nach"))
    history = history()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("retention_rule_known", "code", RuleCode.values),
            holds("retention_rule_amount", Q(amount__range=AMOUNT_RANGE)),
        ]

    def __str__(self) -> str:
        return self.code


class RetentionRun(models.Model):
    """One night of one rule: how many were due when it began, done, and failed. `amount` is what held then."""

    code = models.CharField(max_length=8, choices=RuleCode.choices)
    night = models.DateField()
    amount = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    due = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            one_of("retention_run_known", "code", RuleCode.values),
            models.UniqueConstraint(fields=["code", "night"], name="retention_run_once_a_night"),
            holds(
                "retention_run_ends_after_start",
                Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.night}"


class ProcessingRegister(models.Model):
    """The one row of what the register of processing cannot know by itself (Art. 30 DSGVO)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    controller = models.TextField(_("Verantwortlich"), blank=True, default="")
    officer = models.TextField(_("Datenschutzbeauftragte"), blank=True, default="")
    recipients = models.TextField(_("Wer die Daten außerdem bekommt"), blank=True, default="")
    measures = models.TextField(_("Technische und organisatorische Maßnahmen"), blank=True, default="")
    history = history()

    class Meta:
        constraints = [holds("processing_register_is_one_row", Q(id=1))]

    def __str__(self) -> str:
        return "1"
