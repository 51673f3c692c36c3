"""Sofort lösen in parts, counted in plain loops: what each line of the page must read, and how many are behind it."""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from cases.models import Lack
from contacts.models import Channel
from tests.crm.dashboard.figures.by_hand import labels_of
from tests.crm.dashboard.figures.rows import TODAY, WEEK, Facts, Share, Window, text, within
from tests.crm.dashboard.pages.words import long, or_nothing, plain, short, stretches, whole
from tests.factories.history import NOW

KINDS: Final = ("gezählt", "netto", "brutto", "kam wieder", "verneint", "wurde Vorgang")
BASE: Final = ("kept", "returned", "denied", "case")


class Line(NamedTuple):
    """`behind`: how many contacts each number opens."""

    name: str
    cells: tuple[str, ...]
    behind: tuple[int, ...]
    order: tuple[Any, ...] = ()


class Expected(NamedTuple):
    title: str
    total: Line
    topics: list[Line]
    channels: list[Line]
    sites: list[Line]
    parts: list[Line]
    lacks: list[Line]
    nameless: int
    not_possible: int


def first_contacts(facts: Facts, when: Window) -> Expected:
    labels = labels_of(facts)
    counted = [row for row in facts.every if within(row.recorded_at, when)]
    base = [row for row in counted if labels[row.pk] in BASE]

    def line(name: str, rows: list[Any], *order: Any) -> Line:
        each = [labels[row.pk] for row in rows]
        kept, gross = each.count("kept"), len(each) - each.count("case")
        behind = (len(each), kept, gross, *(each.count(of) for of in ("returned", "denied", "case")))
        shares = (plain(text(Share(number, len(each)))) for number in (kept, gross))
        cells = (or_nothing(len(each)), *shares, *map(or_nothing, behind[3:]))
        return Line(name, cells, behind, (*order, name))

    def split(name: Callable[[Any], str]) -> Iterator[tuple[str, list[Any]]]:
        for label in {name(row) for row in base}:
            yield label, [row for row in base if name(row) == label]

    topics = [
        line(name, rows, -sum(labels[row.pk] != "kept" for row in rows), -len(rows), rows[0].topic.name)
        for name, rows in split(_topic)
    ]
    channels = [
        line(str(Channel(name).label), rows, -len(rows), Channel.values.index(name))
        for name, rows in split(lambda row: str(row.channel))
    ]
    lacks = _lacks(facts, [row for row in base if labels[row.pk] == "case"])
    return Expected(
        _title(Share(sum(labels[row.pk] == "kept" for row in base), len(base))),
        line("", base),
        sorted(topics, key=lambda each: each.order),
        sorted(channels, key=lambda each: each.order),
        _sites(facts, base, line),
        _parts(base, when, line),
        lacks,
        sum(labels[row.pk] == "nameless" for row in counted),
        sum(labels[row.pk] == "impossible" for row in counted),
    )


def _topic(row: Any) -> str:
    return f"{row.topic.parent.name} {row.topic.name}" if row.topic.parent else str(row.topic.name)


def _title(net: Share) -> str:
    if not net.bottom:
        return "In dieser Zeit gab es kein Anliegen, das zählt."
    if net.bottom < 20:
        return f"{net.top} von {net.bottom} Anliegen sind sofort gelöst und blieben es."
    return f"{plain(text(net))} der Anliegen sind sofort gelöst und blieben es."


def _sites(facts: Facts, base: list[Any], line: Callable[..., Line]) -> list[Line]:
    """The large ones, and what is left together; nothing where all are small."""
    found = []
    for key, name in facts.large_sites.items():
        mine = [row for row in base if row.site_id == key]
        if mine:
            found.append(line(name, mine))
            base = [row for row in base if row.site_id != key]
    return [*found, line("kleine Standorte zusammen", base)] if found and base else found


def _parts(base: list[Any], when: Window, line: Callable[..., Line]) -> list[Line]:
    """The newest first, without those before anything was counted."""
    found: list[Line] = []
    for first, last in stretches(*when):
        rows = [row for row in base if within(row.recorded_at, (first, last))]
        if found or rows:
            # Who came a week before now or later may still come again; the days of the week before last are over.
            soft = " vorläufig" if last >= (NOW - WEEK).date() else ""
            found.append(line(f"{short(first)} – {long(last)}{soft}", rows))
    assert when[1] <= TODAY
    return found[::-1]


def _lacks(facts: Facts, cases: list[Any]) -> list[Line]:
    words = {lack.value: str(lack.label) for lack in Lack}
    said = [facts.lacks.get(row.pk, "") for row in cases]
    found = [
        Line(label, (whole(said.count(code)),), (said.count(code),), (code == "", -said.count(code), code))
        for code, label in [*words.items(), ("", "nicht gesagt")]
        if code in said
    ]
    return sorted(found, key=lambda each: each.order)
