"""Teams. Each has a lead and a deputy who are there, so an escalation finds somebody; exactly one takes the rest."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from crm.company.models import Site, Team, User
from crm.lib.acts import refuse
from crm.lib.free_names import free_name
from crm.lib.history import save_as


@transaction.atomic
def save_team(
    team: Team | None,
    *,
    name: str,
    site: Site,
    lead: User | None,
    deputy: User | None,
    members: Collection[User],
    is_fallback: bool = False,
    by: User,
    at: datetime,
) -> Team:
    """Form a team, or change one. The first is the "Zentrale"; marking another takes the mark over. Raises Refused."""
    row = team or Team()
    row.name = free_name(name, 80, among=Team.objects.exclude(pk=row.pk))
    row.lead, row.deputy = _leading(lead, deputy)
    row.site = _in_use(site, row)
    before = {user.pk: user for user in row.members.all()} if row.pk else {}
    _require_there(members, before)
    _mark(row, is_fallback, by=by, at=at)
    after = {user.pk: user for user in members}
    save_as(row, by=by, at=at, reason=_joined_and_left(before, after) if team else "")
    row.members.set(members)
    return row


@transaction.atomic
def use_again(team: Team, *, by: User, at: datetime) -> Team:
    """Take a team back into use that was given up. Raises Refused when those who led it have left."""
    for who in (team.lead, team.deputy):
        if not who.is_active:
            raise refuse(
                "",
                _("%(name)s arbeitet nicht mehr hier. Ändern Sie erst Leitung und Stellvertretung.")
                % {"name": who},
            )
    team.active = True
    save_as(team, by=by, at=at, update_fields=["active"])
    return team


def led_by(user: User) -> list[str]:
    """The names of the teams in use that this person leads or stands in for."""
    in_use = Team.objects.filter(active=True)
    return list((in_use.filter(lead=user) | in_use.filter(deputy=user)).values_list("name", flat=True))


def _leading(lead: User | None, deputy: User | None) -> tuple[User, User]:
    if lead is None:
        raise refuse("lead", _("Ein Team braucht eine Leitung, sonst findet eine Eskalation niemanden."))
    if deputy is None:
        raise refuse("deputy", _("Ein Team braucht eine Stellvertretung, falls die Leitung nicht da ist."))
    if lead.pk == deputy.pk:
        raise refuse("deputy", _("Leitung und Stellvertretung müssen zwei verschiedene Menschen sein."))
    for field, who in (("lead", lead), ("deputy", deputy)):
        if not who.is_active:
            raise refuse(field, _("%(name)s arbeitet nicht mehr hier.") % {"name": who})
    return lead, deputy


def _in_use(site: Site, team: Team) -> Site:
    if not site.active and site.pk != team.site_id:
        raise refuse("site", _("Der Standort %(site)s ist nicht mehr in Gebrauch.") % {"site": site})
    return site


def _require_there(members: Collection[User], before: dict[int, User]) -> None:
    for user in members:
        if not user.is_active and user.pk not in before:
            raise refuse("members", _("%(name)s arbeitet nicht mehr hier.") % {"name": user})


def _mark(team: Team, is_fallback: bool, *, by: User, at: datetime) -> None:
    """Exactly one team in use is the fallback."""
    current = Team.objects.filter(is_fallback=True).exclude(pk=team.pk).first()
    if is_fallback and not team.active:
        raise refuse("is_fallback", _("Dieses Team ist nicht in Gebrauch und kann nicht Zentrale sein."))
    if team.is_fallback and not is_fallback:
        raise refuse(
            "is_fallback",
            _("Ohne Zentrale gehört mancher Vorgang niemandem. Machen Sie ein anderes Team zur Zentrale."),
        )
    if is_fallback and current is not None:
        current.is_fallback = False
        save_as(current, by=by, at=at, update_fields=["is_fallback"])
    team.is_fallback = is_fallback or (current is None and team.active)


def _joined_and_left(before: dict[int, User], after: dict[int, User]) -> str:
    """The members are no column of the team: what happened to them is told as the reason of the change."""
    joined = [str(user) for key, user in after.items() if key not in before]
    left = [str(user) for key, user in before.items() if key not in after]
    parts = [
        _("Neu im Team: %(names)s") % {"names": ", ".join(joined)} if joined else "",
        _("Nicht mehr im Team: %(names)s") % {"names": ", ".join(left)} if left else "",
    ]
    return "; ".join(part for part in parts if part)
