"""Changing what we know of a customer: all of it or nothing, and never over somebody else's change."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.asking import no_longer_right
from contacts.deriving import OF_CUSTOMER, derive
from contacts.earlier import differences_since
from contacts.models import Customer, CustomerGroup, Kind, Reason, Source
from contacts.naming import speak_for_firm
from contacts.quality import Doubt, settle_findings
from contacts.reaching import replace_reach
from contacts.referring import not_themselves
from contacts.rules import RULES, broken_by
from contacts.search_index import index_customer
from contacts.sources import GAPS, gaps
from contacts.tidying import PLACE, TEXTS, tidy
from crm.company.models import User
from crm.lib.acts import Outdated, Refused, refuse
from crm.lib.history import save_as

CHANGEABLE = {*TEXTS, "source", "reason", "referred_by", "group", "phones", "emails", "address"}
NAMED = {"kind", "title", "first_name", "last_name", "organisation"}


@transaction.atomic
def change_customer(
    customer_id: int,
    changes: Mapping[str, Any],
    *,
    expected_version: int | None,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> tuple[Customer, list[Doubt]]:
    """Change what `changes` names: texts, `source`, `reason`, `referred_by`, `group` (rows or None),
    `phones` and `emails` (lists, in full), `address` (a part of it is enough). A known source changes only with
    `reason`, which says why.

    Raises Customer.DoesNotExist, Outdated with what somebody changed since `expected_version` (None: whatever it
    is), Refused for what no field can hold. What is doubtful is stored as typed, found, and returned.
    """
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=customer_id)
    if expected_version is not None and customer.version != expected_version:
        raise Outdated(current=customer.version, differences=differences_since(customer, expected_version))
    wanted, why = _tidied(changes), reason.strip()
    fields = [*_set_texts(customer, wanted), *_set_origin(customer, wanted, why)]
    reached = replace_reach(customer, wanted, by=by, at=at, reason=why)
    if fields or reached.changed:
        customer.version += 1
        derive(customer)
        save_as(customer, by=by, at=at, reason=why, update_fields=[*fields, "version", *OF_CUSTOMER])
        if "organisation" in fields:
            speak_for_firm(customer, by=by, at=at)
        _look_again(customer, fields, ways=reached.changed, at=at)
    return customer, reached.doubts


def _look_again(customer: Customer, fields: Collection[str], *, ways: bool, at: datetime) -> None:
    """Bring search index and findings in line with what changed; what was said about it before no longer holds."""
    named = bool(NAMED.intersection(fields))
    if not (ways or named or "address_need" in fields):
        settle_findings(customer, checked=GAPS.values(), found=gaps(customer), at=at)
        return
    no_longer_right(customer, names=named, ways=ways, at=at)
    broken = broken_by(index_customer(customer))
    settle_findings(customer, checked=RULES, found=broken, at=at)


def _tidied(changes: Mapping[str, Any]) -> dict[str, Any]:
    unknown = [*(changes.keys() - CHANGEABLE), *(changes.get("address", {}).keys() - PLACE)]
    if unknown:
        raise Refused({name: [_("Dieses Feld lässt sich hier nicht ändern.")] for name in unknown})
    wanted = dict(changes)
    wanted |= tidy({name: changes[name] for name in TEXTS if name in changes})
    if "address" in changes:
        wanted["address"] = tidy(changes["address"])
        if "country" in wanted["address"]:
            wanted["address"]["country"] = wanted["address"]["country"].upper() or "DE"
    for many, one in (("phones", "phone"), ("emails", "email")):
        if many in changes:
            wanted[many] = _several(one, changes[many])
    return wanted


def _several(name: str, typed: Iterable[str]) -> list[str]:
    tidied = [tidy({name: each})[name] for each in typed]
    return [each for each in dict.fromkeys(tidied) if each]


def _set_texts(customer: Customer, wanted: Mapping[str, Any]) -> list[str]:
    fields = [name for name in TEXTS if name in wanted and getattr(customer, name) != wanted[name]]
    for name in fields:
        setattr(customer, name, wanted[name])
    if not (customer.first_name or customer.last_name or customer.organisation):
        raise refuse("last_name", _("Bitte geben Sie einen Namen oder eine Firma an."))
    if customer.kind == Kind.PERSON and not (customer.first_name or customer.last_name):
        customer.kind = Kind.ORGANISATION
        fields = [*dict.fromkeys([*fields, "kind"])]
    return fields


def _set_origin(customer: Customer, wanted: Mapping[str, Any], why: str) -> list[str]:
    fields: list[str] = []
    source: Source | None = wanted.get("source", customer.source)
    if source != customer.source:
        if customer.source is not None and not why:
            raise refuse(
                "source", _("Die Herkunft ist schon bekannt. Bitte sagen Sie, warum sie berichtigt wird.")
            )
        customer.source, customer.campaign = source, None
        fields += ["source", "campaign"]
    chosen: Reason | None = wanted.get("reason", customer.reason)
    if chosen != customer.reason:
        customer.reason = chosen
        fields.append("reason")
    referred_by: Customer | None = wanted.get("referred_by", customer.referred_by)
    if referred_by != customer.referred_by:
        not_themselves(customer, referred_by)
        customer.referred_by = referred_by
        fields.append("referred_by")
    group: CustomerGroup | None = wanted.get("group", customer.group)
    if group != customer.group:
        customer.group = group
        fields.append("group")
    return fields
