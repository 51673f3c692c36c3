"""What we ask, whom and when. What was once asked stays as it was: a change of the questions is a new version."""

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Channel
from crm.lib.clauses import holds, one_of
from crm.lib.history import history

LONGEST_VALID: Final = 13
"""Days. Stored figures of the last 14 days are still rewritten, so every answer is counted on the day of its mail."""
SHARE: Final = (1, 100)
DELAY_HOURS: Final = (1, 240)
REST_DAYS: Final = (7, 730)
VALID_DAYS: Final = (3, LONGEST_VALID)
OPTIONS: Final = (2, 8)


class Trigger(models.TextChoices):
    CASE = "case", _("nach einem abgeschlossenen Vorgang")
    CONTACT = "contact", _("nach einem Kontakt, der sofort gelöst wurde")
    SEGMENT = "segment", _("an einem Tag, an eine Gruppe von Kunden")


class QuestionKind(models.TextChoices):
    SOLVED = "solved", _("Ist es gelöst?")
    CSAT = "csat", _("Zufriedenheit (fünf Gesichter)")
    NPS = "nps", _("Weiterempfehlung (0 bis 10)")
    CES = "ces", _("Wie leicht es war (1 bis 7)")
    CHOICE = "choice", _("Auswahl")
    TEXT = "text", _("Freie Worte")


class Survey(models.Model):
    """Whom it asks (`trigger` and audience: empty conditions match everybody), when, and how often.

    `rest_days` counts from every mail of every survey. `reminder_days` after the first mail, 0: none. `share` is the
    percentage that is asked, always the same ones. `from_hour` to `until_hour` by the company's wall clock, and with
    `working_days_only` only on days on which the site works. `policy` rules the case of a low score, else the policy
    that fits. Its questions are those of the newest version.
    """

    name = models.CharField(_("Name"), max_length=80)
    trigger = models.CharField(_("Wann gefragt wird"), max_length=7, choices=Trigger.choices)
    run_on = models.DateField(_("Tag"), null=True, blank=True)
    active = models.BooleanField(_("läuft"), default=False)
    topic = models.ForeignKey(
        "contacts.Topic",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Anliegen"),
    )
    site = models.ForeignKey(
        "company.Site",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Standort"),
    )
    group = models.ForeignKey(
        "contacts.CustomerGroup",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Kundengruppe"),
    )
    channel = models.CharField(_("Kanal"), max_length=10, choices=Channel.choices, blank=True, default="")
    policy = models.ForeignKey(
        "cases.Policy",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Frist nach einer schlechten Note"),
    )
    delay_hours = models.PositiveSmallIntegerField(_("Stunden danach"), default=24)
    rest_days = models.PositiveSmallIntegerField(_("Ruhezeit in Tagen"), default=90)
    valid_days = models.PositiveSmallIntegerField(_("Link gilt Tage"), default=LONGEST_VALID)
    reminder_days = models.PositiveSmallIntegerField(_("Erinnerung nach Tagen"), default=0)
    share = models.PositiveSmallIntegerField(_("Stichprobe in Prozent"), default=100)
    from_hour = models.PositiveSmallIntegerField(_("Von"), default=8)
    until_hour = models.PositiveSmallIntegerField(_("Bis"), default=20)
    working_days_only = models.BooleanField(_("nur an Arbeitstagen des Standorts"), default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    history = history()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            holds("survey_has_a_name", ~Q(name="")),
            one_of("survey_trigger_known", "trigger", Trigger.values),
            one_of("survey_channel_known", "channel", ["", *Channel.values]),
            holds(
                "survey_of_a_segment_has_a_day",
                Q(trigger="segment", run_on__isnull=False) | ~Q(trigger="segment") & Q(run_on=None),
            ),
            holds(
                "survey_timing_in_range",
                Q(
                    delay_hours__range=DELAY_HOURS,
                    rest_days__range=REST_DAYS,
                    valid_days__range=VALID_DAYS,
                    share__range=SHARE,
                    reminder_days__lt=F("valid_days"),
                    from_hour__lt=F("until_hour"),
                    until_hour__lte=24,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SurveyVersion(models.Model):
    """The questions of a survey from a moment on. Once somebody was asked them, they never change."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["survey", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}.{self.number}"


class SurveyQuestion(models.Model):
    """One question in its place. Every kind but the choice at most once: each has one column in the answer.

    `options` of a choice: a list of {"de": ..., "en": ...}.
    """

    version = models.ForeignKey(SurveyVersion, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=QuestionKind.choices)
    text_de = models.CharField(_("Frage"), max_length=160)
    text_en = models.CharField(_("Frage auf Englisch"), max_length=160, blank=True, default="")
    required = models.BooleanField(_("Pflicht"), default=True)
    options = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            one_of("survey_question_kind_known", "kind", QuestionKind.values),
            holds("survey_question_has_words", ~Q(text_de="")),
            models.UniqueConstraint(fields=["version", "position"], name="survey_question_place_once"),
            models.UniqueConstraint(
                fields=["version", "kind"], condition=~Q(kind="choice"), name="survey_question_kind_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text_de


class LegalException(models.Model):
    """Asking without a consent, as § 7 (3) UWG allows: who took the responsibility, when and why, and until when."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="exceptions")
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("Begründung"), max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "company.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            holds("legal_exception_says_why", ~Q(reason="")),
            holds(
                "legal_exception_end_is_signed",
                Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["survey"], condition=Q(ended_at=None), name="legal_exception_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.at:%Y-%m-%d}"
