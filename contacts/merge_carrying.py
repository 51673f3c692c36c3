"""What the winner takes over of the loser beside rows that move: address, another source, and who is another."""

from collections.abc import Collection

from django.db.models import Q

from contacts.deriving import derive_place
from contacts.merge_act import MergeAct
from contacts.merge_journal import plain
from contacts.models import Address, DuplicatePair, Touch
from contacts.tidying import PLACE


def take_address(act: MergeAct) -> None:
    theirs: Address | None = getattr(act.loser, "address", None)
    if theirs is None:
        return
    own: Address | None = getattr(act.winner, "address", None)
    row = own or Address(customer=act.winner)
    before = plain(row)
    for name in PLACE:
        setattr(row, name, getattr(theirs, name))
    derive_place(row)
    act.save(row)
    if own is None:
        act.journal.added(row)
    else:
        act.journal.changed(row, before)


def note_origin(act: MergeAct, chosen: Collection[str]) -> None:
    """The source that gives way is how they came another time: it becomes a touch."""
    given_up, kept = (act.winner, act.loser) if "source" in chosen else (act.loser, act.winner)
    if given_up.source_id is not None and given_up.source_id != kept.source_id:
        touch = Touch.objects.create(
            customer=act.winner,
            at=given_up.created_at,
            source_id=given_up.source_id,
            campaign_id=given_up.campaign_id,
        )
        act.journal.added(touch)


def keep_apart(act: MergeAct) -> None:
    """Whoever is known not to be the loser is not the winner either."""
    winner, loser = act.winner.pk, act.loser.pk
    known = {_third(pair, winner): pair for pair in _pairs(winner)}
    for pair in _pairs(loser):
        third = _third(pair, loser)
        if pair.not_same_at is None or third == winner:
            continue
        same = known.get(third)
        if same is None:
            same = DuplicatePair(one_id=min(third, winner), other_id=max(third, winner))
            _decide_as(same, pair)
            act.journal.added(same)
        elif same.not_same_at is None:
            before = plain(same)
            _decide_as(same, pair)
            act.journal.changed(same, before)


def _pairs(customer: int) -> list[DuplicatePair]:
    return list(DuplicatePair.objects.filter(Q(one=customer) | Q(other=customer)).order_by("pk"))


def _third(pair: DuplicatePair, customer: int) -> int:
    return pair.other_id if pair.one_id == customer else pair.one_id


def _decide_as(row: DuplicatePair, decided: DuplicatePair) -> None:
    for name in ("band", "score", "signs", "found_at", "not_same_at", "not_same_by_id"):
        setattr(row, name, getattr(decided, name))
    row.save()
