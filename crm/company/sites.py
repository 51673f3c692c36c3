"""The places of the company. A site that people or teams still belong to stays in use."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.company.models import Calendar, Site, Team, User
from crm.lib.acts import refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as

# What most people come by there, first; the codes are those of contacts.
CHANNELS = (
    ("shop", gettext_lazy("Laden")),
    ("phone", gettext_lazy("Telefon")),
    ("visit", gettext_lazy("Besuch")),
    ("email", gettext_lazy("E-Mail")),
)


@transaction.atomic
def save_site(
    site: Site | None,
    *,
    name: str,
    calendar: Calendar,
    default_channel: str,
    active: bool = True,
    by: User,
    at: datetime,
) -> Site:
    """Open a site, or change one. A calendar counts for new deadlines only. Raises Refused by field."""
    row = site or Site()
    row.name = free_name(name, 80, among=Site.objects.exclude(pk=row.pk))
    if default_channel not in dict(CHANNELS):
        raise refuse("default_channel", _("Bitte wählen Sie den Kanal, über den dort die meisten kommen."))
    if not calendar.versions.exists():
        raise refuse("calendar", _("Dieser Kalender hat noch keine Arbeitszeiten."))
    if row.active and not active:
        _require_empty(row)
    row.calendar, row.default_channel, row.active = calendar, default_channel, active
    save_as(row, by=by, at=at)
    return row


def _require_empty(site: Site) -> None:
    teams = ", ".join(Team.objects.filter(site=site, active=True).values_list("name", flat=True))
    if teams:
        raise refuse(
            "active",
            _("Hier arbeiten noch Teams: %(teams)s. Geben Sie ihnen erst einen anderen Standort.")
            % {"teams": teams},
        )
    people = User.objects.filter(site=site, is_active=True).count()
    if people:
        raise refuse(
            "active",
            _("Hier arbeiten noch %(people)d Menschen. Geben Sie ihnen erst einen anderen Standort.")
            % {"people": people},
        )
