"""Pairs of customers who may be one: the list, and what people say to a pair."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from contacts.models import Band, Customer, DuplicatePair, Merge
from contacts.moved_on import winner_of
from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.lib.acts import NotAllowed, refuse

BOTH = ("one__address", "other__address")


def open_pairs(band: str) -> QuerySet[DuplicatePair]:
    """What is still to be decided, the most alike first."""
    return DuplicatePair.objects.filter(band=band, not_same_at=None).select_related(*BOTH)


def kept_apart() -> QuerySet[DuplicatePair]:
    """Whom somebody knows to be two, the newest decision first."""
    decided = DuplicatePair.objects.exclude(not_same_at=None).order_by("-not_same_at", "-pk")
    return decided.select_related(*BOTH, "not_same_by")


def standing_merges() -> QuerySet[Merge]:
    return Merge.objects.filter(undone_at=None).select_related("winner", "by")


def how_many() -> dict[str, int]:
    """Open pairs of each band, and those kept apart ("apart"); one statement."""
    still = Q(not_same_at=None)
    counted = DuplicatePair.objects.aggregate(
        certain=Count("pk", filter=still & Q(band=Band.CERTAIN)),
        check=Count("pk", filter=still & Q(band=Band.CHECK)),
        apart=Count("pk", filter=~still),
    )
    return {name: int(number) for name, number in counted.items()}


def after(pair: DuplicatePair) -> DuplicatePair | None:
    """The next open pair of the same band; from the last one on to the first."""
    later = Q(score__lt=pair.score) | Q(score=pair.score, pk__gt=pair.pk)
    rows = open_pairs(pair.band).select_related(None).exclude(pk=pair.pk)
    return rows.filter(later).first() or rows.first()


@transaction.atomic
def say_not_same(pair_id: int, *, by: User, at: datetime) -> DuplicatePair:
    """They are two: remembered for ever. Saying it again changes nothing."""
    pair = _locked(pair_id, by)
    if pair.not_same_at is None:
        pair.not_same_at, pair.not_same_by = at, by
        pair.save(update_fields=["not_same_at", "not_same_by"])
    return pair


@transaction.atomic
def take_back_not_same(pair_id: int, *, by: User) -> DuplicatePair:
    """It is open again whether they are two."""
    pair = _locked(pair_id, by)
    pair.not_same_at, pair.not_same_by = None, None
    pair.save(update_fields=["not_same_at", "not_same_by"])
    return pair


@transaction.atomic
def name_pair(one_number: int, other_number: int, *, by: User, at: datetime) -> DuplicatePair:
    """Somebody at the counter or at a desk believes that two customers are one, whatever the signs say.

    Raises Refused for numbers that are nobody's, and for a person and a firm.
    """
    found = [_called(number) for number in (one_number, other_number)]
    one, other = sorted(found, key=lambda row: row.pk)
    if one == other:
        raise refuse("", _("Das ist zweimal dieselbe Kundin oder derselbe Kunde."))
    if one.kind != other.kind:
        raise refuse("", _("Eine Person und eine Firma lassen sich nicht zusammenführen."))
    news = {"band": Band.CHECK, "score": 0.0, "found_at": at, "named_by": by}
    pair, _is_new = DuplicatePair.objects.get_or_create(one=one, other=other, defaults=news)
    if pair.not_same_at is not None:
        pair.not_same_at, pair.not_same_by, pair.named_by = None, None, by
        pair.save(update_fields=["not_same_at", "not_same_by", "named_by"])
    return pair


def _called(number: int) -> Customer:
    found = Customer.objects.filter(number=number).first() or winner_of(number)
    if found is None:
        raise refuse(
            "", _("K-%(number)d gibt es nicht. Bitte prüfen Sie die Kundennummer.") % {"number": number}
        )
    return found


def _locked(pair_id: int, by: User) -> DuplicatePair:
    if not keeps_data(by):
        raise NotAllowed
    return DuplicatePair.objects.select_for_update(of=("self",)).get(pk=pair_id)
