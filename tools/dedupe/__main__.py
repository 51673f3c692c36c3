"""`python -m tools.dedupe`: how well duplicates are found in labelled lists, and how quickly in a large stock."""

import argparse
import datetime
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from contacts.matching.verdict import CERTAIN_FROM, CHECK_FROM
from tools.bench.processor import machine
from tools.bench.stores import OPEN
from tools.dedupe.lists import DATA, Labelled, febrl, german
from tools.dedupe.quality import Quality, quality
from tools.revision import revision

BARS = {
    "german_open": {"f1": 0.93, "certain": 0.999, "recall": 0.95},
    "febrl1": {"f1": 0.97, "precision": 0.995},
}


def main() -> int:
    wanted = _arguments()
    lists = [german(wanted.data / "dedup" / "german_open"), febrl(wanted.data / "dedup" / "febrl1.csv")]
    measured = [quality(each) for each in lists]
    stocks = [_stock(store, wanted) for store in wanted.stores]
    text = "\n".join(_page(lists, measured, stocks)) + "\n"
    print(text)
    if wanted.write:
        wanted.write.write_text(text, encoding="utf-8")
    missed = [bar for each in measured for bar in missed_by(each)]
    for bar in missed:
        print(f"Missed: {bar}")
    return 1 if missed else 0


def missed_by(found: Quality) -> list[str]:
    """The bars of a list that were not reached, in words."""
    reached = {
        "f1": found.suggested.f1,
        "precision": found.suggested.precision,
        "recall": found.suggested.recall,
        "certain": found.certain.precision,
    }
    bars = BARS[found.name]
    return [
        f"{found.name} {name} {reached[name]:.4f} < {bar}"
        for name, bar in bars.items()
        if reached[name] < bar
    ]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.dedupe", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the open material")
    parser.add_argument("--customers", type=int, default=100_000, help="the size of the made-up stock")
    parser.add_argument("--stores", nargs="*", choices=sorted(OPEN), default=["sqlite"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="also write this page")
    return parser.parse_args()


def _stock(name: str, wanted: argparse.Namespace) -> dict[str, Any]:
    with OPEN[name]() as store:
        store.run("manage.py", "migrate", "--verbosity", "0")
        facts = store.run(
            "-m", "tools.dedupe.measure_stock", str(wanted.customers), str(wanted.seed), str(wanted.data)
        )
        found: dict[str, Any] = json.loads(facts)
        return found | {"store": store.name}


def _page(lists: list[Labelled], measured: list[Quality], stocks: list[dict[str, Any]]) -> Iterator[str]:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    yield "# Duplicates: how well and how quickly they are found\n"
    yield f"`make dedupe` · {today} · {revision()} · {machine()}\n"
    yield (
        "Suggested = certain and to be checked together. Reached: true pairs with a key in common, which can be found"
        f" at all. Certain from {CERTAIN_FROM:g} bits, to be checked from {CHECK_FROM:g}. Weights and thresholds were"
        " set by the errors in the first half of the clusters; those of the second were not looked at. Febrl is read"
        " without its social security number. The product keeps no date of birth, so each list is also measured"
        " without it.\n"
    )
    yield "| list | parties | pairs | precision | recall | F1 | certain: precision | recall | F1 | reached | seconds |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for each, whole in zip(lists, measured, strict=True):
        yield _line(whole)
        for number, half in enumerate(("first half (chosen on)", "second half (held out)")):
            yield _line(quality(each.half(number), half))
        yield _line(quality(_without_birth(each), "without date of birth"))
    yield ""
    bars = [
        f"{name}: {', '.join(f'{what} ≥ {bar:g}' for what, bar in bar.items())}" for name, bar in BARS.items()
    ]
    missed = [bar for each in measured for bar in missed_by(each)]
    yield f"Bars: {'; '.join(bars)}. {'Missed: ' + '; '.join(missed) if missed else 'All held.'}\n"
    if stocks:
        yield "## A stock compared from nothing\n"
        yield (
            "Made-up customers with German names as often as they are, a tenth of them families in one house with one"
            " telephone, 2 % taken in twice with one or two slips. The sweep works in batches of 200, each a"
            " transaction.\n"
        )
        heads = ["store", "customers", "seconds", "of them processor", "memory before, peak", "true pairs"]
        heads += ["suggested", "of them true", "certain", "of them true"]
        yield f"| {' | '.join(heads)} |"
        yield "|---" * len(heads) + "|"
        for each_stock in stocks:
            yield _stock_line(each_stock)


def _line(found: Quality) -> str:
    def three(value: float) -> str:
        return f"{value:.4f}"

    suggested, certain = found.suggested, found.certain
    cells = [found.name, str(found.parties), str(found.pairs)]
    cells += [three(value) for value in (suggested.precision, suggested.recall, suggested.f1)]
    cells += [three(value) for value in (certain.precision, certain.recall, certain.f1, found.reached)]
    return f"| {' | '.join(cells)} | {found.seconds:.2f} |"


def _stock_line(found: dict[str, Any]) -> str:
    cells = [
        str(found["store"]),
        f"{found['customers']:,}",
        f"{found['seconds']:.0f}",
        f"{found['cpu_seconds']:.0f}",
        f"{found['memory_before']:.0f} MB, {found['memory_peak']:.0f} MB",
        *(str(found[name]) for name in ("true", "suggested", "found", "certain", "certain_true")),
    ]
    return f"| {' | '.join(cells)} |"


def _without_birth(each: Labelled) -> Labelled:
    parties = {pk: replace(party, born="") for pk, party in each.parties.items()}
    return Labelled(each.name, parties, each.pairs)


if __name__ == "__main__":
    sys.exit(main())
