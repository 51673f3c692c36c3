"""People who work with Anklang: role, team, and who stands in while they are away."""

from datetime import time
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.lib.clauses import holds, one_of
from crm.lib.history import history


class Role(models.TextChoices):
    FRONTDESK = "frontdesk", _("Empfang und Laden")
    BACKOFFICE = "backoffice", _("Sachbearbeitung")
    LEAD = "lead", _("Teamleitung")
    MANAGEMENT = "management", _("Geschäftsleitung")
    ADMIN = "admin", _("Verwaltung")


class NoticeWay(models.TextChoices):
    """How somebody wants to hear of a thing. Nothing is ever off: what is not mailed stands in Anklang."""

    APP = "app", _("nur in Anklang")
    MAIL = "mail", _("per E-Mail")
    BOTH = "both", _("in Anklang und per E-Mail")
    DIGEST = "digest", _("in Anklang, E-Mails einmal am Tag gesammelt")


WARNING_WAYS = [NoticeWay.APP.value, NoticeWay.BOTH.value, NoticeWay.DIGEST.value]
"""What soon breaks stands in Anklang in any case."""
NOTICE_FIELDS = ("notice_warning", "notice_opened", "notice_handed_over", "notice_mention")


class DialWith(models.TextChoices):
    """What a tap on a telephone number opens."""

    TEL = "tel", _("wie das Gerät es will")
    SIP = "sip", _("ein SIP-Telefon am Computer")
    CALLTO = "callto", _("ein älteres Telefonprogramm (callto)")


class User(AbstractUser):
    """Signs in by user name; an e-mail address is optional.

    `notice_...`: how they hear of a deadline that comes near, of a new case of their team, of one handed to them (or
    whose priority somebody else changed), and of being mentioned. Escalations come in every way at once; that is
    nobody's choice.
    `start_password_until`: the password was made by the administration, must be changed at the first sign-in and is
    no longer taken after that moment; None once the person chose their own.
    `extension`: where calls for them ring, as the telephone system names it ("12", "w3"), folded by
    `crm.company.extensions`.
    `reduced_view`: the counter shows what every contact needs, and nothing else. `tour_due`: it is their first day,
    and nobody has shown them around yet.
    """

    email = models.EmailField(_("E-Mail"), blank=True, default="")
    role = models.CharField(_("Rolle"), max_length=12, choices=Role.choices, default=Role.FRONTDESK)
    site = models.ForeignKey(
        "company.Site",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("Standort"),
    )
    has_customer_contact = models.BooleanField(_("mit Kundenkontakt"), default=True)
    language = models.CharField(_("Sprache"), max_length=5, default="de")
    quiet_from = models.TimeField(_("Keine E-Mail von"), null=True, blank=True)
    quiet_until = models.TimeField(_("bis"), null=True, blank=True)
    notice_warning = models.CharField(
        _("Eine Frist läuft bald ab"), max_length=6, choices=NoticeWay.choices, default=NoticeWay.BOTH
    )
    notice_opened = models.CharField(
        _("Neuer Vorgang für mein Team"), max_length=6, choices=NoticeWay.choices, default=NoticeWay.APP
    )
    notice_handed_over = models.CharField(
        _("Mir wurde ein Vorgang übergeben"), max_length=6, choices=NoticeWay.choices, default=NoticeWay.APP
    )
    notice_mention = models.CharField(
        _("Jemand nennt mich in einer Notiz"), max_length=6, choices=NoticeWay.choices, default=NoticeWay.BOTH
    )
    digest_at = models.TimeField(_("Gesammelte E-Mail um"), default=time(7, 30))
    weekly_mail = models.BooleanField(_("Zielbild am Montagmorgen per E-Mail"), default=False)
    extension = models.CharField(_("Durchwahl"), max_length=40, blank=True, default="")
    dial_with = models.CharField(
        _("Nummern wählen mit"), max_length=6, choices=DialWith.choices, default=DialWith.TEL
    )
    start_password_until = models.DateTimeField(null=True, blank=True)
    reduced_view = models.BooleanField(_("Kurze Ansicht beim Erfassen"), default=False)
    tour_due = models.BooleanField(default=False)
    history = history(excluded_fields=["password", "last_login", "start_password_until"])

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["last_name", "first_name"]
        constraints = [
            one_of("user_role_known", "role", Role.values),
            one_of("user_dials_in_a_known_way", "dial_with", DialWith.values),
            holds(
                "user_quiet_hours_have_both_ends",
                Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
            one_of("user_warning_way_known", "notice_warning", WARNING_WAYS),
            *(
                one_of(f"user_{field.removeprefix('notice_')}_way_known", field, NoticeWay.values)
                for field in NOTICE_FIELDS[1:]
            ),
        ]

    def __str__(self) -> str:
        return full_name(self.first_name, self.last_name, self.username)

    @property
    def initials(self) -> str:
        return initials(self.first_name, self.last_name, self.username)


def full_name(first_name: str, last_name: str, username: str) -> str:
    """How people call a user, of values that come without one."""
    return f"{first_name} {last_name}".strip() or username


def initials(first_name: str, last_name: str, username: str) -> str:
    """Two letters for the round badge."""
    letters = [part[0] for part in (first_name, last_name) if part]
    return "".join(letters).upper() or username[:2].upper()


class Absence(models.Model):
    """Days on which somebody is away (both included) and who stands in."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("von"))
    ends_on = models.DateField(_("bis"))
    substitute = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Vertretung")
    )
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            holds("absence_ends_after_start", Q(ends_on__gte=F("starts_on"))),
            holds("absence_substitute_is_another", ~Q(substitute=F("user"))),
        ]
        indexes = [models.Index(fields=["user", "starts_on", "ends_on"], name="absence_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.starts_on} – {self.ends_on}"
