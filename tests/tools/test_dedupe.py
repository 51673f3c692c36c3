"""The lists are read whole, halves share nobody, and the bars hold on the material where it is at hand."""

import pytest

from contacts.matching.party import read_party
from tools.dedupe.__main__ import missed_by
from tools.dedupe.lists import DATA, Labelled, febrl, german
from tools.dedupe.quality import quality, score

needs_material = pytest.mark.skipif(not (DATA / "dedup").is_dir(), reason="shared/data is not here")


@needs_material
def test_the_bars_hold() -> None:
    for labelled in (german(), febrl()):
        assert missed_by(quality(labelled)) == []


def test_halves_share_nobody_and_part_no_cluster() -> None:
    parties = {f"{number:02}": read_party(last_name=f"Maier{number}") for number in range(40)}
    pairs = frozenset({("00", "01"), ("00", "02"), ("01", "02"), ("05", "09"), ("20", "21")})
    whole = Labelled("made up", parties, pairs)
    one, other = whole.half(0), whole.half(1)
    assert one.parties.keys() & other.parties.keys() == set()
    assert one.parties | other.parties == parties
    assert one.pairs | other.pairs == pairs
    for half in (one, other):
        assert {pk for pair in half.pairs for pk in pair} <= half.parties.keys()


def test_precision_recall_and_f1() -> None:
    found = score({("a", "b"), ("a", "c")}, frozenset({("a", "b"), ("b", "c"), ("c", "d")}))
    assert (found.precision, round(found.recall, 3), round(found.f1, 3)) == (0.5, 0.333, 0.4)
