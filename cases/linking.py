"""Cases that have to do with each other know of each other; both stories say so."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Case, CaseEvent, CaseLink, LinkKind
from crm.company.models import User
from crm.lib.acts import refuse


@transaction.atomic
def link(case_id: int, *, other: Case | None, kind: str, by: User, at: datetime) -> CaseLink:
    """Say that a case has to do with, is a duplicate of, or follows another one. Changes nothing else of either."""
    if kind not in LinkKind.values:
        raise refuse("kind", _("Bitte wählen Sie, wie die beiden zusammengehören."))
    if other is None:
        raise refuse("other", _("Diesen Vorgang gibt es nicht. Bitte prüfen Sie die Nummer."))
    if other.pk == case_id:
        raise refuse("other", _("Das ist dieser Vorgang selbst. Bitte geben Sie einen anderen an."))
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if _between(case_id, other.pk).exists():
        raise refuse("other", _("Die beiden sind schon verknüpft."))
    row = CaseLink.objects.create(case=case, other=other, kind=kind, at=at, by=by)
    _tell(row, "linked", by=by, at=at)
    return row


@transaction.atomic
def unlink(case_id: int, *, other: Case, by: User, at: datetime) -> None:
    """Take a link back. Raises Refused if there is none any more."""
    row = _between(case_id, other.pk).select_for_update(of=("self",)).select_related("case", "other").first()
    if row is None:
        raise refuse("", _("Diese Verknüpfung gibt es nicht mehr."))
    _tell(row, "unlinked", by=by, at=at)
    row.delete()


def _between(one: int, other: int) -> QuerySet[CaseLink]:
    return CaseLink.objects.filter(Q(case=one, other=other) | Q(case=other, other=one))


def _tell(row: CaseLink, verb: str, *, by: User, at: datetime) -> None:
    sides = ((row.case, row.other, "out"), (row.other, row.case, "in"))
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case=case, at=at, by=by, verb=verb, data={"number": there.number, "kind": row.kind, "side": side}
        )
        for case, there, side in sides
    )
