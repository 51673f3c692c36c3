"""Pages of figures that people keep under a name: their own, or shared with the whole company."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from crm.company.models import Role, User
from crm.dashboard.models import SavedReport
from crm.lib.acts import NotAllowed, refuse
from crm.lib.lengths import fitting

LONGEST_NAME: Final = 60
MOST: Final = 30
KEPT: Final = timedelta(days=1)
"""So long a removed one can come back."""


def reports_for(user: User) -> list[SavedReport]:
    """One's own first, then what others share. One statement."""
    mine = Q(user=user)
    rows = SavedReport.objects.filter(mine | Q(shared=True), removed_at=None)
    return list(rows.annotate(own=mine).order_by(F("own").desc(), "name", "pk"))


def removes(user: User, report: SavedReport) -> bool:
    """Whoever keeps it; of shared ones management and administration, too."""
    return report.user_id == user.pk or (report.shared and user.role in (Role.MANAGEMENT, Role.ADMIN))


@transaction.atomic
def save_report(*, by: User, name: str, subject: str, query: str, shared: bool, at: datetime) -> SavedReport:
    """Keep a page under a name. Raises Refused: no name, taken, too many."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    SavedReport.objects.filter(user=by, removed_at__lt=at - KEPT).delete()
    name = fitting("name", name, LONGEST_NAME)
    if not name:
        raise refuse("name", _("Bitte geben Sie dem Bericht einen Namen."))
    kept = SavedReport.objects.filter(user=by, removed_at=None)
    if kept.filter(name=name).exists():
        raise refuse("name", _("Einen Bericht „%(name)s“ haben Sie schon.") % {"name": name})
    if kept.count() >= MOST:
        raise refuse(
            "name",
            _("Mehr als %(most)d Berichte gehen nicht. Bitte löschen Sie erst einen.") % {"most": MOST},
        )
    return SavedReport.objects.create(user=by, name=name, subject=subject, query=query, shared=shared)


def remove_report(report: SavedReport, *, by: User, at: datetime) -> None:
    """It is gone from every list and can come back for a day. Raises NotAllowed."""
    if not removes(by, report):
        raise NotAllowed
    SavedReport.objects.filter(pk=report.pk, removed_at=None).update(removed_at=at)


@transaction.atomic
def bring_back(report: SavedReport, *, by: User) -> SavedReport:
    """Undo of `remove_report`. Raises NotAllowed; Refused where its name stands for another one by now."""
    if not removes(by, report):
        raise NotAllowed
    User.objects.select_for_update(of=("self",)).get(pk=report.user_id)
    if (
        SavedReport.objects.filter(user=report.user_id, name=report.name, removed_at=None)
        .exclude(pk=report.pk)
        .exists()
    ):
        raise refuse("name", _("Einen Bericht „%(name)s“ haben Sie schon.") % {"name": report.name})
    report.removed_at = None
    report.save(update_fields=["removed_at"])
    return report
