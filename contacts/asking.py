"""What came of asking customers about a gap in their data: not known, right as it is, later, passed over.

"Not known, or would rather not say" counts as known and is reported apart; "right as it is" settles a doubt until the
value changes. For source and reason the customer's own dates say it (`contacts.sources.decline`).
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.models import Asked, Customer
from contacts.quality import open_findings, resolve_findings
from contacts.rules import ABOUT, REASON_MISSING, RULES, SOURCE_MISSING
from contacts.sources import decline, unask
from crm.company.models import User
from crm.lib.acts import refuse

ORIGIN: Final = {SOURCE_MISSING: "source", REASON_MISSING: "reason"}


@transaction.atomic
def note_declined(customer: Customer, code: str, *, by: User | None, at: datetime) -> None:
    """They were asked, and do not know or would rather not say. Raises Refused where that settles nothing."""
    if code in ORIGIN:
        decline(customer, "source" if code == SOURCE_MISSING else "reason", by=by, at=at)
        return
    if code not in RULES or not RULES[code].declinable:
        raise refuse("", _("Das lässt sich nicht mit „nicht bekannt“ beantworten."))
    _settle(customer, [code], Asked.DECLINED, by=by, at=at)


@transaction.atomic
def note_right(customer: Customer, codes: Collection[str], *, by: User | None, at: datetime) -> None:
    """What looked doubtful is meant as it stands. Raises Refused where a look cannot tell."""
    if not all(code in RULES and RULES[code].may_be_right for code in codes):
        raise refuse("", _("Das lässt sich nicht mit „stimmt so“ beantworten."))
    _settle(customer, codes, Asked.RIGHT, by=by, at=at)


def put_aside(customer: Customer, code: str, *, by: User | None, at: datetime) -> None:
    """Not now: the work list of this person asks again tomorrow."""
    Asked.objects.create(customer=customer, code=code, outcome=Asked.LATER, by=by, at=at)


def note_shown(customer: Customer, codes: Iterable[str], *, by: User | None, at: datetime) -> None:
    """The counter asked and went on without an answer: nobody is asked the same twice a day."""
    Asked.objects.bulk_create(
        Asked(customer=customer, code=code, outcome=Asked.SHOWN, by=by, at=at)
        for code in dict.fromkeys(codes)
        if code in RULES
    )


@transaction.atomic
def take_back(customer: Customer, code: str, *, by: User | None, at: datetime) -> bool:
    """Undo the newest of these answers; False if there is none. The finding is open again, unless it was mended."""
    if code in ORIGIN:
        return unask(customer, "source" if code == SOURCE_MISSING else "reason", by=by, at=at)
    row = (
        Asked.objects.filter(customer=customer, code=code, ended_at=None).exclude(outcome=Asked.SHOWN).first()
    )
    if row is None:
        return False
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    if row.outcome in Asked.SETTLING and Customer.objects.filter(RULES[code].broken.all, pk=customer.pk):
        open_findings(customer, [code], at=at)
    return True


def no_longer_right(customer: Customer, *, names: bool, ways: bool, at: datetime) -> None:
    """The value changed: what was said about the old one ends."""
    codes = [*(ABOUT["names"] if names else ()), *((*ABOUT["ways"], *ABOUT["address"]) if ways else ())]
    if codes:
        _standing(customer, codes).update(ended_at=at)


def _standing(customer: Customer, codes: Collection[str]) -> QuerySet[Asked]:
    return Asked.objects.filter(
        customer=customer, code__in=codes, outcome__in=Asked.SETTLING, ended_at=None
    ).order_by()


def _settle(
    customer: Customer, codes: Collection[str], outcome: str, *, by: User | None, at: datetime
) -> None:
    rows = [Asked(customer=customer, code=code, outcome=outcome, by=by, at=at) for code in codes]
    Asked.objects.bulk_create(rows, ignore_conflicts=True)  # somebody said so already
    resolve_findings(customer, codes, at=at)
