"""Duplicates in the stock: whoever is new or has changed is compared with those who stand in the same places.

1. Take customers that carry the mark of the search index, the oldest first, and lock their marks.
2. Write what they are compared by, and judge each against everybody with a key in common.
3. Open pairs are brought to what was found; a pair that somebody decided on stays as it is.
4. Take the marks away, in the same transaction: after a kill the next round begins where this one did.
"""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Q

from contacts.match_index import neighbours, parties_of, write_parties
from contacts.matching.keys import keys
from contacts.matching.party import Party
from contacts.matching.verdict import Band, Verdict, judge
from contacts.models import Customer, DuplicatePair, SearchWord
from contacts.search_index import UNMATCHED
from crm.outbox.sweeping import SweepResult

BATCH: Final = 200
ROUND_SECONDS: Final = 20
Two = tuple[int, int]


def sweep_duplicates(now: datetime) -> SweepResult:
    """Compare who waits for it, batch by batch, for at most `ROUND_SECONDS`."""
    begun, handled = time.monotonic(), 0
    while time.monotonic() - begun < ROUND_SECONDS and (done := compare_batch(now)):
        handled += done
    return SweepResult(handled=handled)


def waiting(most: int) -> int:
    """How many customers are still to be compared, counted as far as `most`."""
    return SearchWord.objects.filter(word=UNMATCHED)[:most].count()


@transaction.atomic
def compare_batch(now: datetime) -> int:
    """Compare the next `BATCH` customers; gives how many there were. A fixed number of statements."""
    marks = SearchWord.objects.filter(word=UNMATCHED).order_by("customer")
    skip_locked = connection.features.has_select_for_update_skip_locked
    taken = dict(marks.select_for_update(skip_locked=skip_locked).values_list("pk", "customer")[:BATCH])
    if not taken:
        return 0
    mine = write_parties(list(Customer.objects.filter(pk__in=taken.values())))
    _bring_pairs(mine, _alike(mine), at=now)
    SearchWord.objects.filter(pk__in=taken).delete()
    return len(taken)


def _alike(mine: Mapping[int, Party]) -> dict[Two, Verdict]:
    """Everybody alike enough to these customers, by their two ids in order."""
    wanted = {pk: keys(party) for pk, party in mine.items()}
    near = neighbours(key for keyed in wanted.values() for key in keyed)
    twos = {
        (min(pk, other), max(pk, other))
        for pk, keyed in wanted.items()
        for key in keyed
        for other in near.get(key, ())
        if other != pk
    }
    others = parties_of({pk for two in twos for pk in two} - mine.keys())
    known = {**others, **mine}
    verdicts = ((two, judge(known[two[0]], known[two[1]])) for two in sorted(twos) if _known(two, known))
    return {two: verdict for two, verdict in verdicts if verdict.band is not Band.DIFFERENT}


def _known(two: Two, known: Mapping[int, Party]) -> bool:
    """Somebody may have been merged or erased in this very moment."""
    return two[0] in known and two[1] in known


def _bring_pairs(mine: Iterable[int], found: Mapping[Two, Verdict], *, at: datetime) -> None:
    ids = list(mine)
    rows = DuplicatePair.objects.select_for_update().filter(Q(one__in=ids) | Q(other__in=ids))
    stored = {(pair.one_id, pair.other_id): pair for pair in rows}
    gone = [pair.pk for two, pair in stored.items() if _nobody_said(pair) and two not in found]
    DuplicatePair.objects.filter(pk__in=gone).delete()
    changed = [pair for two, pair in stored.items() if two in found and _differs(pair, found[two])]
    DuplicatePair.objects.bulk_update(changed, ["band", "score", "signs"], batch_size=BATCH)
    new = [_pair(two, verdict, at=at) for two, verdict in found.items() if two not in stored]
    DuplicatePair.objects.bulk_create(new, ignore_conflicts=True)


def _nobody_said(pair: DuplicatePair) -> bool:
    return pair.not_same_at is None and pair.named_by_id is None


def _pair(two: Two, verdict: Verdict, *, at: datetime) -> DuplicatePair:
    pair = DuplicatePair(one_id=two[0], other_id=two[1], found_at=at)
    _differs(pair, verdict)
    return pair


def _differs(pair: DuplicatePair, verdict: Verdict) -> bool:
    """Whether the pair has to be written anew; it then says what the verdict says."""
    says = (verdict.band.value, verdict.score, [sign.code for sign in verdict.signs])
    if (pair.band, pair.score, pair.signs) == says:
        return False
    pair.band, pair.score, pair.signs = says
    return True
