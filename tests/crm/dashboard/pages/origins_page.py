"""Herkunft as it is shown, as a whole and by each source and campaign, beside what was counted by hand."""

from collections.abc import Sequence
from typing import Any

from tests.crm.dashboard.figures.rows import NOTHING, Window
from tests.crm.dashboard.pages.opened import Opened, query_of
from tests.crm.dashboard.pages.origins_by_hand import COLUMNS, Origins, title
from tests.crm.dashboard.pages.shown import Shown
from tests.crm.dashboard.pages.words import whole


def origins(pages: Opened, when: Window) -> None:
    found = Origins(pages.facts, when)
    page, _context = pages.open(f"/herkunft/?{query_of(when)}")
    new, known = len(found.new), sum(row.source_id is not None for row in found.new)
    asked = sum(row.source_id is None and row.source_asked_at is not None for row in found.new)
    pages.same(page.title, title(new, known), when)
    lines = [(row, found.top(row)) for row in found.sources if row.parent_id is None]
    lines = [(row, line) for row, line in lines if row.active or line.any]
    campaigns = [(row, line) for row in found.campaigns if (line := found.campaign(row)).any]
    everybody = found.everybody()
    kept = _columns([everybody, *(line for _row, line in [*lines, *campaigns])])
    table = page.table("Herkunft, obere Ebene")
    assert table.head[1:-1] == tuple(COLUMNS[place] for place in kept), when
    rows = [_origin_row(line, kept, active=row.active) for row, line in lines]
    pages.same(sorted(table.rows[:-1]), sorted(rows), when)
    pages.same(table.rows[-1], _origin_row(everybody, kept), when)
    _campaigns(pages, page, [line for _row, line in campaigns], kept)
    open_, said = new - known - asked, " ".join(page.lines)
    assert bool(asked) == ("wussten es nicht" in said or "wusste es nicht" in said), said
    if asked > 1:
        pages.same(f"{asked} wurden gefragt" in said, True, said)
    if open_ > 1:
        pages.same(f"{open_} sind noch nicht gefragt" in said, True, said)
    _page, context = pages.open(f"/herkunft/unbekannt/?{query_of(when)}")
    pages.same(context["page"].paginator.count, new - known, when)
    for row, _line in lines:
        _source(pages, found, row, when)
    for campaign in found.campaigns:
        _campaign(pages, found, campaign, when)


def _campaigns(pages: Opened, page: Shown, lines: Sequence[Any], kept: Sequence[int]) -> None:
    rows = []
    for line in lines:
        name, *cells = _origin_row(line, kept)
        rows.append((name, whole(line.visits), *cells))
    pages.same(sorted(page.table("Kampagnen in dieser Zeit").rows), sorted(rows))


def _source(pages: Opened, found: Origins, source: Any, when: Window) -> None:
    page, context = pages.open(f"/herkunft/quelle/{source.pk}/?{query_of(when)}")
    finer = [row for row in found.sources if row.parent_id == source.pk]
    keys = {source.pk, *(row.pk for row in finer)}
    total = found.top(source)
    parts = [(row, found.source(row, {row.pk})) for row in [source, *finer]] if finer else []
    parts = [(row, line) for row, line in parts if row.active or line.any]
    mine = [row for row in found.campaigns if row.source_id in keys]
    campaigns = [line for row in mine if (line := found.campaign(row)).any]
    kept = _columns([total, *(line for _row, line in parts), *campaigns], shares_of=total)
    _whole(pages, page, total, kept)
    rows = [
        _origin_row(
            _of(line, total)._replace(name="nicht genauer bekannt" if row == source else line.name),
            kept,
            active=row.active,
        )
        for row, line in parts
    ]
    pages.same(sorted(page.table("Feinere Herkunft").rows), sorted(rows), source, when)
    _campaigns(pages, page, [_of(line, total) for line in campaigns], kept)
    new = sum(row.source_id in keys for row in found.new)
    pages.same(context["page"].paginator.count, new, source, when)


def _campaign(pages: Opened, found: Origins, campaign: Any, when: Window) -> None:
    page, context = pages.open(f"/herkunft/kampagne/{campaign.pk}/?{query_of(when)}")
    total = found.campaign(campaign)
    _whole(pages, page, total, _columns([total], shares_of=total))
    opened = f"Adresse {total.visits}-mal geöffnet"
    assert any(opened in line for line in page.lines), (opened, page.lines)
    new = sum(row.campaign_id == campaign.pk for row in found.new)
    pages.same(context["page"].paginator.count, new, campaign, when)


def _whole(pages: Opened, page: Shown, total: Any, kept: Sequence[int]) -> None:
    """What stands over a source or campaign by itpages."""
    facts = [(COLUMNS[place], total.cells[place]) for place in kept if COLUMNS[place] != "Anteil"]
    facts += [("Neu im Verlauf", total.trend)] if total.trend != NOTHING else []
    pages.same(page.facts, facts, total.name)


def _columns(lines: Sequence[Any], *, shares_of: Any = None) -> list[int]:
    """Those in which some line says something."""
    every = [line if shares_of is None else _of(line, shares_of) for line in lines]
    return [place for place in range(len(COLUMNS)) if any(line.cells[place] != NOTHING for line in every)]


def _of(line: Any, total: Any) -> Any:
    """The same with its share of what the page is about."""
    return line.share_of(total)


def _origin_row(line: Any, kept: Sequence[int], *, active: bool = True) -> tuple[str, ...]:
    name = line.name if active else f"{line.name} nicht in Gebrauch"
    return (name, *(line.cells[place] for place in kept), line.trend)
