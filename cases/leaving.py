"""Somebody stops working here: their open cases go to others first, so that none is left lying."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import get_token_model

from cases.handed_notices import tell_whom_they_were_given
from cases.handing_over import give
from cases.models import Case, Status
from crm.company.models import Absence, User
from crm.company.people import require_another
from crm.company.presence import company_day
from crm.company.teams import led_by
from crm.lib.acts import refuse
from crm.lib.history import save_as


def open_cases_of(user: User) -> int:
    """How many open cases this person is responsible for."""
    return Case.objects.filter(owner=user).exclude(status=Status.RESOLVED).count()


@transaction.atomic
def leave(user: User, *, successor: User | None, by: User, at: datetime) -> int:
    """Hand the open cases of `user` to `successor` (None: to their team, nobody in person) and close the account.

    Returns how many cases went over. Their keys for programs end, and nobody counts on them as a substitute any
    more. Raises Refused for oneself, for whoever leads a team, and for the last administrator or of the management.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not user.is_active:
        raise refuse("", _("%(name)s arbeitet schon nicht mehr hier.") % {"name": user})
    if user.pk == by.pk:
        raise refuse("", _("Ihr eigenes Konto kann nur jemand anderes aus der Verwaltung schließen."))
    require_another(user, field="")
    leads = ", ".join(led_by(user))
    if leads:
        raise refuse(
            "",
            _("%(name)s leitet oder vertritt noch: %(teams)s. Bestimmen Sie dort erst jemand anderen.")
            % {"name": user, "teams": leads},
        )
    if successor is not None and (not successor.is_active or successor.pk == user.pk):
        raise refuse("successor", _("%(name)s arbeitet nicht mehr hier.") % {"name": successor})
    reason = _("%(name)s arbeitet nicht mehr hier") % {"name": user}
    handed = _hand_everything_over(user, successor, reason=reason, by=by, at=at)
    Absence.objects.filter(substitute=user, ends_on__gte=company_day(at)).update(substitute=None)
    ended, _rows = get_token_model().objects.filter(user=user).delete()
    user.teams.clear()
    user.is_active = False
    said = _("Schlüssel für Programme beendet") if ended else ""
    save_as(user, by=by, at=at, reason=said, update_fields=["is_active"])
    return handed


def _hand_everything_over(user: User, successor: User | None, *, reason: str, by: User, at: datetime) -> int:
    cases = Case.objects.filter(owner=user).exclude(status=Status.RESOLVED).select_related("team")
    given = [
        give(case.pk, team=case.team, owner=successor, reason=reason, by=by, at=at)
        for case in list(cases.order_by("pk"))
    ]
    tell_whom_they_were_given(given, reason=reason, by=by, at=at)
    return len(given)
