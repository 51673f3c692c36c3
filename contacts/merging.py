"""Merging: two customers become one, with everything that hangs on them, and nothing is lost.

1. Lock both, always in the same order.
2. Settle every relation as its tie says (crm.lib.customer_ties); a relation without a tie stops the merge.
3. Give the winner the values that were chosen of the loser, and keep the loser's row whole.
4. Bring search index and findings to the merged customer, and write every step down.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils.translation import gettext as _

from contacts.deriving import derive
from contacts.merge_act import MergeAct
from contacts.merge_carrying import keep_apart, note_origin, take_address
from contacts.merge_journal import plain
from contacts.merge_settling import column_of, settle
from contacts.merge_values import ADDRESS, CHOICES, OWN, preset, take
from contacts.models import Customer, Finding, Merge
from contacts.rechecking import recheck
from contacts.search_index import index_customer
from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.lib.acts import NotAllowed, Outdated, refuse
from crm.lib.customer_ties import ties


@transaction.atomic
def merge_customers(
    winner_id: int,
    loser_id: int,
    *,
    taken: Collection[str] | None = None,
    seen: tuple[int, int] | None = None,
    by: User,
    at: datetime,
) -> Merge:
    """The loser goes up in the winner. `taken` of CHOICES are the loser's words that stay (None: what the winner
    lacks); `seen` are the versions that were compared, winner and loser.

    Raises NotAllowed, Customer.DoesNotExist, Outdated, and Refused for a person and a firm, or for one twice.
    """
    if not keeps_data(by):
        raise NotAllowed
    winner, loser = _both(winner_id, loser_id)
    _check(winner, loser, seen)
    chosen = preset(winner, loser) if taken is None else set(taken) & set(CHOICES)
    act = MergeAct(winner, loser, by=by, at=at)
    before, findings = plain(winner), _findings(winner)
    keep_apart(act)
    note_origin(act, chosen)
    if ADDRESS in chosen:
        take_address(act)
    settle(act)
    take(winner, loser, chosen)
    _refer_to_another(winner, loser)
    act.remove(loser)
    derive(winner)
    winner.version += 1
    act.save(winner)
    act.journal.changed(winner, {name: value for name, value in before.items() if name not in OWN})
    index_customer(winner)
    recheck(Customer.objects.filter(pk=winner.pk), at=at)
    act.journal.differing(findings, _findings(winner))
    act.journal.write()
    return act.merge


def _both(winner_id: int, loser_id: int) -> tuple[Customer, Customer]:
    if winner_id == loser_id:
        raise refuse("", _("Das ist zweimal dieselbe Kundin oder derselbe Kunde."))
    rows = Customer.objects.select_for_update(of=("self",)).select_related("address").order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=(winner_id, loser_id))}
    if {winner_id, loser_id} - found.keys():
        raise Customer.DoesNotExist
    return found[winner_id], found[loser_id]


def _check(winner: Customer, loser: Customer, seen: tuple[int, int] | None) -> None:
    if winner.kind != loser.kind:
        raise refuse("", _("Eine Person und eine Firma lassen sich nicht zusammenführen."))
    for row, version in zip((winner, loser), seen or (), strict=False):
        if row.version != version:
            raise Outdated(current=row.version, differences={})
    relations = {
        f"{each.related_model._meta.label}.{each.field.name}"
        for each in Customer._meta.get_fields(include_hidden=True)
        if isinstance(each, ForeignObjectRel)
    }
    if unknown := relations - {tie.relation for tie in ties()}:
        raise RuntimeError(f"no tie says what becomes of {sorted(unknown)}")


def _refer_to_another(winner: Customer, loser: Customer) -> None:
    """A customer who referred to the other one would now refer to themselves."""
    for tie in ties():
        if tie.model is Customer and getattr(winner, column_of(tie)) in (winner.pk, loser.pk):
            setattr(winner, column_of(tie), None)
            Customer.objects.filter(pk=winner.pk).update(**{column_of(tie): None})  # before the loser goes


def _findings(customer: Customer) -> list[Any]:
    return list(Finding.objects.filter(customer=customer).order_by("pk"))
