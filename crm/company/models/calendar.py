"""When a site works. A calendar changes by a new immutable version; deadlines keep the one they were computed with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Calendar(models.Model):
    """A named calendar; `country` and `subdivision` (ISO 3166, "DE" and "BY") say whose holidays are proposed."""

    name = models.CharField(_("Name"), max_length=80, unique=True)
    country = models.CharField(_("Land"), max_length=2, default="DE")
    subdivision = models.CharField(_("Bundesland oder Kanton"), max_length=5, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class CalendarVersion(models.Model):
    """One dated state of a calendar. Never changed, never deleted.

    `spans`: {"mon": [["08:00", "12:00"], ...], ...} in local wall time of `time_zone`.
    `holidays`: {"2026-12-24": {"name": "Heiligabend", "spans": [["08:00", "12:00"]]}}; no spans: closed.
    """

    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    time_zone = models.CharField(max_length=40, default="Europe/Berlin")
    spans = models.JSONField()
    holidays = models.JSONField(default=dict)
    valid_from = models.DateTimeField()
    created_by = models.ForeignKey(
        "company.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="calendar_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id}.{self.number}"
