"""Who is away when, and who stands in. An escalation then goes to the substitute, or to the lead."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from crm.company.models import Absence, Role, Team, User
from crm.company.permissions import Viewer
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


def plan_absence(
    user: User, *, starts_on: date, ends_on: date, substitute: User | None, by: Viewer, today: date
) -> Absence:
    """Enter an absence. Raises NotAllowed, Refused by field."""
    if not plans_for(by, user):
        raise NotAllowed
    if ends_on < starts_on:
        raise refuse("ends_on", _("Das Ende liegt vor dem Anfang. Bitte prüfen Sie die beiden Tage."))
    if ends_on < today:
        raise refuse("ends_on", _("Diese Tage sind schon vorbei."))
    if substitute is not None and substitute.pk == user.pk:
        raise refuse("substitute", _("Niemand kann sich selbst vertreten. Bitte wählen Sie jemand anderen."))
    if substitute is not None and not substitute.is_active:
        raise refuse("substitute", _("%(name)s arbeitet nicht mehr hier.") % {"name": substitute})
    overlaps = Absence.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    if overlaps.filter(user=user).exists():
        raise refuse("starts_on", _("In diesen Tagen ist schon eine Abwesenheit eingetragen."))
    if substitute is not None and overlaps.filter(user=substitute).exists():
        raise refuse("substitute", _("%(name)s ist in dieser Zeit auch nicht da.") % {"name": substitute})
    return Absence.objects.create(user=user, starts_on=starts_on, ends_on=ends_on, substitute=substitute)


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
