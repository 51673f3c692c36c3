"""R6 as a program: what it says of a run, and that a difference is told with the seed that shows it."""

from collections import Counter

import pytest

from tests.cases.deadline_check import REGIONS, SITUATIONS
from tools.faults import r6


def test_a_run_without_differences_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds: list[int] = []

    def agree(number: int, *, with_seed: int) -> Counter[str]:
        seeds.append(with_seed)
        return Counter({"cases": number, **dict.fromkeys(REGIONS | SITUATIONS, 40)})

    monkeypatch.setattr(r6, "agree", agree)
    found = r6.run(seed=7, small=False)
    assert found.kept
    assert found.lines[0].startswith("50,000 deadlines, 0 differences (limit 0)")
    assert found.lines[1] == "51 of 51 Länder and cantons (DE, AT, CH), 1,000 or more each"
    assert len(set(seeds)) == 25


def test_a_difference_is_told_with_its_seed_and_misses_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    def agree(number: int, *, with_seed: int) -> Counter[str]:
        raise AssertionError("due 17:00, counted 17:01\nand more")

    monkeypatch.setattr(r6, "agree", agree)
    found = r6.run(seed=7, small=True)
    assert not found.kept
    assert found.lines[-1] == "difference with seed 7: `due 17:00, counted 17:01`"
    assert "not covered: DE-BY" in found.lines
