"""Tables that are about the company and the people who work here, never about its customers."""

from django.utils.translation import gettext_lazy as _

_COMPANY = (
    "company.Calendar",
    "company.CalendarConfirmation",
    "company.CalendarDraft",
    "company.CalendarHistory",
    "company.CalendarVersion",
    "company.Counter",
    "company.Device",
    "company.DeviceHistory",
    "company.EnrolmentCode",
    "company.Guess",
    "company.Installation",
    "company.InstallationHistory",
    "company.Site",
    "company.SiteHistory",
    "company.Team",
    "company.TeamHistory",
    "company.Team_members",
)
_PEOPLE = (
    "account.EmailAddress",
    "account.EmailConfirmation",
    "company.Absence",
    "company.Badge",
    "company.DevicePin",
    "company.User",
    "company.UserHistory",
    "company.User_groups",
    "company.User_user_permissions",
    "knox.AuthToken",
)
_LOG = ("company.ExportLog",)
_FRAME = ("auth.Group", "auth.Group_permissions", "auth.Permission", "contenttypes.ContentType")
ELSEWHERE = {
    **dict.fromkeys(_COMPANY, _("Einstellungen der Firma")),
    **dict.fromkeys(_PEOPLE, _("Menschen, die mit Anklang arbeiten")),
    **dict.fromkeys(_LOG, _("Wer wann was ausgegeben hat, ohne Inhalt.")),
    **dict.fromkeys(_FRAME, _("Technik")),
}
