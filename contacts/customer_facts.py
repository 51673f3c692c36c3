"""From what was sent about a customer to the facts the acts want: rows instead of ids, one number beside the others."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contacts.models import Customer, Reason, Source
from contacts.recording import NewCustomer
from contacts.sources import Origin
from contacts.tidying import PLACE
from crm.lib.acts import refuse

COUNTER = set(NewCustomer.__dataclass_fields__)
AFTERWARDS = ("address_need", "note")  # nobody is asked for it at the counter
Chosen = TypeVar("Chosen", Source, Reason, Customer)


def new_customer(sent: Mapping[str, Any]) -> tuple[NewCustomer, dict[str, Any]]:
    """A new customer with the first number and e-mail address, and what must be changed afterwards to have them all.

    `sent` may name each way in the short form or in the full one. Raises Refused for both at once.
    """
    values = {name: sent[name] for name in COUNTER if name in sent}
    more: dict[str, Any] = {name: sent[name] for name in AFTERWARDS if sent.get(name)}
    for one, many in (("phone", "phones"), ("email", "emails")):
        several = [typed for typed in sent.get(many, []) if typed.strip()]
        _not_both(one, many, sent)
        if several:
            values[one] = several[0]
        if len(several) > 1:
            more[many] = several
    if sent.get("address") is not None:
        for name in PLACE:
            _not_both(name, "address", sent)
        values |= sent["address"]
    return NewCustomer(**values), more


def changes_of(sent: Mapping[str, Any], customer: Customer) -> dict[str, Any]:
    """What shall change. Raises Refused for a source or reason that is unknown or, unless it is theirs, out of use."""
    changes = dict(sent)
    if "address" in changes and changes["address"] is None:
        changes["address"] = dict.fromkeys(("street", "postal_code", "city"), "")
    if "source" in changes:
        changes["source"] = _chosen("source", _usable(Source, customer.source_id), changes["source"])
    if "reason" in changes:
        changes["reason"] = _chosen("reason", _usable(Reason, customer.reason_id), changes["reason"])
    if "referred_by" in changes:
        changes["referred_by"] = _chosen("referred_by", Customer.objects.all(), changes["referred_by"])
    return changes


def origin_of(sent: Mapping[str, Any]) -> Origin:
    """How and why a new customer came. Raises Refused for an unknown source or reason."""
    return Origin(
        source=_chosen("source", Source.objects.filter(active=True), sent.get("source")),
        reason=_chosen("reason", Reason.objects.filter(active=True), sent.get("reason")),
        reason_text=sent.get("reason_text", ""),
        referred_by=_chosen("referred_by", Customer.objects.all(), sent.get("referred_by")),
    )


def _usable(model: type[Chosen], theirs: int | None) -> QuerySet[Chosen]:
    return model.objects.filter(Q(active=True) | Q(pk=theirs))


def _chosen(name: str, rows: QuerySet[Chosen], pk: int | None) -> Chosen | None:
    if pk is None:
        return None
    row = rows.filter(pk=pk).first()
    if row is None:
        raise refuse(name, _("Diesen Eintrag gibt es nicht (mehr)."))
    return row


def _not_both(one: str, other: str, sent: Mapping[str, Any]) -> None:
    if one in sent and sent.get(other) is not None:
        raise refuse(one, _("Bitte entweder %(one)s oder %(other)s.") % {"one": one, "other": other})
