"""Sofort lösen as it is shown, beside what was counted by hand; some of its numbers are opened."""

from collections.abc import Sequence
from typing import Any, Final

from crm.lib.charts import CHART, trend
from tests.crm.dashboard.figures.rows import Window
from tests.crm.dashboard.pages import first_contact_by_hand
from tests.crm.dashboard.pages.first_contact_by_hand import KINDS, Line
from tests.crm.dashboard.pages.opened import Opened, query_of
from tests.crm.dashboard.pages.shown import Shown, Table

TARGET: Final = 90


def first_contacts(pages: Opened, when: Window, *, opened: int) -> None:
    address = f"/zielbild/sofort/?{query_of(when)}"
    page, context = pages.open(address)
    wanted = first_contact_by_hand.first_contacts(pages.facts, when)
    pages.same(page.title, wanted.title, address)
    if not wanted.total.behind[0]:
        assert not page.tables, address
        return
    pages.same(page.facts, list(zip(KINDS, wanted.total.cells, strict=True)), address)
    links = list(zip(page.fact_links, wanted.total.behind, strict=True))
    for caption, lines in (
        ("Nach Anliegen, was am meisten kostet zuerst", wanted.topics),
        ("Nach Kanal", wanted.channels),
        ("Nach Standort", wanted.sites),
        ("Im Verlauf, neueste zuerst", wanted.parts),
    ):
        table = page.table(caption)
        pages.same(table.rows, [(line.name, *line.cells) for line in lines], address, caption)
        links += _behind(table, lines)
    lacks = [(item, link) for item, link in zip(page.items, page.item_links, strict=True) if "grund=" in link]
    said = [item.removesuffix(" Antworten schreiben") for item, _link in lacks]
    pages.same(said, [f"{line.cells[0]} {line.name}" for line in wanted.lacks], address)
    links += [(link, line.behind[0]) for (_item, link), line in zip(lacks, wanted.lacks, strict=True)]
    links += _beside(pages, page, wanted.nameless, "ohne Namen", "ohne-namen")
    links += _beside(pages, page, wanted.not_possible, "ihrer Art nach nicht sofort", "nicht-moeglich")
    _open_some(pages, links, opened)
    _drawn(pages, context["chart"], wanted.parts, address)


def _beside(pages: Opened, page: Shown, number: int, words: str, kind: str) -> list[tuple[str, int]]:
    """What stands apart from the numbers, in a sentence that opens its contacts."""
    found = [
        (item, link)
        for item, link in zip(page.items, page.item_links, strict=True)
        if f"art={kind}" in link and words in item
    ]
    assert len(found) == bool(number)
    if number:
        first = found[0][0].partition(" ")[0]
        pages.same(first, "Ein" if number == 1 else str(number), kind)
    return [(link, number) for _item, link in found]


def _open_some(pages: Opened, links: list[tuple[str, int]], opened: int) -> None:
    """A number opens just its contacts; where there are none it opens nothing."""
    for link, number in links:
        assert bool(link) == bool(number), link
    there = [each for each in links if each[1]]
    for link, number in pages.past.random.sample(there, min(opened, len(there))):
        _page, context = pages.open(link)
        pages.same(context["page"].paginator.count, number, link)


def _drawn(pages: Opened, chart_: Any, parts: list[Line], address: str) -> None:
    """The newest first; parts before anything was counted have no point."""
    values = [100 * line.behind[1] / line.behind[0] if line.behind[0] else None for line in reversed(parts)]
    if len(values) - values.count(None) < 2:
        assert chart_ is None, address
        return
    soft = sum("vorläufig" in line.name for line in parts)
    points = trend(values, target=TARGET, provisional=soft, frame=CHART).points
    assert [y for _x, y in chart_["trend"].points] == [y for _x, y in points], address
    pages.compared += len(points)


def _behind(table: Table, lines: Sequence[Line]) -> list[tuple[str, int]]:
    pairs = zip(table.links, lines, strict=True)
    return [each for links, line in pairs for each in zip(links[1:], line.behind, strict=True)]
