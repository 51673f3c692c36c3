"""When a site works. A calendar changes by a new immutable version; deadlines keep the one they were computed with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.history import history


class Calendar(models.Model):
    """A named calendar; `country` and `subdivision` (ISO 3166, "DE" and "BY") say whose holidays are proposed."""

    name = models.CharField(_("Name"), max_length=80, unique=True)
    country = models.CharField(_("Land"), max_length=2, default="DE")
    subdivision = models.CharField(_("Bundesland oder Kanton"), max_length=5, blank=True, default="")
    history = history()

    class Meta:
        ordering = ["name"]
        constraints = [one_of("calendar_country_known", "country", ["DE", "AT", "CH"])]

    def __str__(self) -> str:
        return self.name


class DatedHours(models.Model):
    """What a version and a draft both hold.

    `spans`: {"mon": [["08:00", "12:00"], ...], ...} in local wall time of `time_zone`.
    `holidays`: {"2026-12-24": {"name": "Heiligabend", "spans": [["08:00", "12:00"]], "kind": "company"}}; no spans:
    closed. `kind` says who keeps the day (`DayKind`); without it, it is a public holiday.
    """

    time_zone = models.CharField(max_length=40, default="Europe/Berlin")
    spans = models.JSONField()
    holidays = models.JSONField(default=dict)

    class Meta:
        abstract = True


class DayKind(models.TextChoices):
    PUBLIC = "public", _("Feiertag")
    LOCAL = "local", _("örtlicher Tag")
    COMPANY = "company", _("Betrieb")


class CalendarVersion(DatedHours):
    """One dated state of a calendar. Never changed, never deleted."""

    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    reason = models.CharField(_("Warum?"), max_length=200, blank=True, default="")
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="calendar_version_number_once"),
            holds("calendar_version_counts_from_one", Q(number__gte=1)),
            holds("calendar_version_has_hours", ~Q(spans={})),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id}.{self.number}"


class CalendarDraft(DatedHours):
    """The next version of a calendar while somebody works on it. It rules nothing until it is put in force.

    `revision` grows with every change: what was previewed is what comes into force.
    """

    calendar = models.OneToOneField(Calendar, on_delete=models.CASCADE, related_name="draft")
    based_on = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    subdivision = models.CharField(max_length=5, blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [one_of("calendar_draft_country_known", "country", ["DE", "AT", "CH"])]

    def __str__(self) -> str:
        return f"{self.calendar_id}: {self.based_on_id} + {self.revision}"


class CalendarConfirmation(models.Model):
    """Somebody looked at all days of a year and says that they are right, as they stand in this version."""

    version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="confirmations")
    year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("company.User", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "year"], name="calendar_year_confirmed_once"),
            holds("calendar_year_confirmed_is_a_year", Q(year__gte=2000, year__lte=2200)),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.year}"
