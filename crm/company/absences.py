"""Who is away when, and who stands in. An escalation then goes to the substitute, or to the lead."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from crm.company.models import Absence, Role, Team, User
from crm.company.permissions import Viewer
from crm.company.presence import company_day
from crm.lib.acts import NotAllowed, refuse


def plans_for(viewer: Viewer, user: User) -> bool:
    """Everybody for themselves, a lead or deputy for the team, management and administration for all."""
    if viewer.user_id == user.pk or viewer.role in (Role.MANAGEMENT, Role.ADMIN):
        return True
    led = Team.objects.filter(Q(lead=viewer.user_id) | Q(deputy=viewer.user_id))
    return led.filter(Q(members=user) | Q(lead=user) | Q(deputy=user)).exists()


def people_to_plan_for(viewer: Viewer) -> QuerySet[User]:
    """Whose absences this person may enter."""
    active = User.objects.filter(is_active=True)
    if viewer.role in (Role.MANAGEMENT, Role.ADMIN):
        return active
    led = Q(lead=viewer.user_id) | Q(deputy=viewer.user_id)
    ours = Team.objects.filter(led)
    return active.filter(
        Q(pk=viewer.user_id)
        | Q(teams__in=ours)
        | Q(pk__in=ours.values("lead"))
        | Q(pk__in=ours.values("deputy"))
    ).distinct()


@transaction.atomic
def plan_absence(
    user: User, *, starts_on: date, ends_on: date, substitute: User | None, by: Viewer, at: datetime
) -> Absence:
    """Enter an absence. Raises NotAllowed, Refused by field."""
    if not plans_for(by, user):
        raise NotAllowed
    _one_at_a_time(user, substitute)
    if ends_on < starts_on:
        raise refuse("ends_on", _("Das Ende liegt vor dem Anfang. Bitte prüfen Sie die beiden Tage."))
    if ends_on < company_day(at):
        raise refuse("ends_on", _("Diese Tage sind schon vorbei."))
    if substitute is not None and substitute.pk == user.pk:
        raise refuse("substitute", _("Niemand kann sich selbst vertreten. Bitte wählen Sie jemand anderen."))
    if substitute is not None and not substitute.is_active:
        raise refuse("substitute", _("%(name)s arbeitet nicht mehr hier.") % {"name": substitute})
    ring = _ring(user, substitute, starts_on, ends_on)
    if ring:
        raise refuse(
            "substitute",
            _(
                "Das wäre ein Kreis: %(ring)s. Niemand davon ist dann da, also erfährt niemand von Eskalationen."
                " Bitte wählen Sie jemand anderen."
            )
            % {"ring": " → ".join(str(person) for person in ring)},
        )
    overlaps = Absence.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    if overlaps.filter(user=user).exists():
        raise refuse("starts_on", _("In diesen Tagen ist schon eine Abwesenheit eingetragen."))
    if substitute is not None and overlaps.filter(user=substitute).exists():
        raise refuse("substitute", _("%(name)s ist in dieser Zeit auch nicht da.") % {"name": substitute})
    return Absence.objects.create(
        user=user, starts_on=starts_on, ends_on=ends_on, substitute=substitute, entered_at=at
    )


def _one_at_a_time(user: User, substitute: User | None) -> None:
    """Two who name each other at the same moment come one after the other."""
    both = User.objects.filter(pk__in=[user.pk, substitute.pk if substitute else user.pk]).order_by("pk")
    list(both.select_for_update().values_list("pk"))


def _ring(user: User, substitute: User | None, starts_on: date, ends_on: date) -> list[User]:
    """Who would stand in for whom in a circle on some of these days, from `user` back to `user`; empty if nobody."""
    if substitute is None:
        return []
    away = Absence.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on, substitute__isnull=False)
    rows = list(away.select_related("user", "substitute"))
    paths = [([user, substitute], starts_on, ends_on)]
    while paths:
        path, first, last = paths.pop()
        if path[-1] == user:
            return path
        for row in rows:
            since, until = max(first, row.starts_on), min(last, row.ends_on)
            follows = row.user == path[-1] and row.substitute not in path[1:]
            if follows and row.substitute is not None and since <= until:
                paths.append(([*path, row.substitute], since, until))
    return []


def cancel_absence(absence: Absence, *, by: Viewer) -> None:
    """Take an absence back, also one that has begun."""
    if not plans_for(by, absence.user):
        raise NotAllowed
    absence.delete()


def coming_absences(viewer: Viewer, *, today: date) -> QuerySet[Absence]:
    """Absences from today on of everybody this person plans for, the next first."""
    people = people_to_plan_for(viewer)
    coming = Absence.objects.filter(ends_on__gte=today, user__in=people)
    return coming.select_related("user", "substitute").order_by("starts_on", "user__last_name")
