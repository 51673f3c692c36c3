"""Every number of the pages beside Kennzahlen as they are shown, over random histories, against plain loops.

Sofort lösen with the contacts behind its numbers, Herkunft, the figures of the voices, Zuhören, the quality of master
data, and what surveys found. Small here; `python -m tools.figures` does many on both stores.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contacts.models import Finding
from crm.company.models import Role
from crm.dashboard.cohorts import COHORTS
from crm.dashboard.flow import write_figures
from crm.dashboard.models import DailyFigure
from crm.dashboard.nightly import count_stock, write_day
from crm.dashboard.rebuilding import rebuild
from crm.lib.charts import CHART, trend
from feedback.models import Survey
from feedback.survey_counts import write_counts
from tests.crm.dashboard.figures.rows import DAY, NOTHING, TODAY, Window, read_facts
from tests.crm.dashboard.pages.first_contact_by_hand import KINDS, Line, first_contacts
from tests.crm.dashboard.pages.origins_by_hand import COLUMNS, Origins, title
from tests.crm.dashboard.pages.quality_by_hand import Night, quality, quality_now
from tests.crm.dashboard.pages.shown import Shown, Table
from tests.crm.dashboard.pages.surveys_by_hand import survey_found
from tests.crm.dashboard.pages.voices_by_hand import chart, fates, heard, solved_after
from tests.crm.dashboard.pages.words import whole
from tests.factories.company import make_user
from tests.factories.eventful import YEAR
from tests.factories.history import NOW, History
from tests.factories.pages_history import pages_history

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("FIGURES_EXAMPLES", "1"))
TOLD = os.environ.get("FIGURES_TOLD", "")
CONTACTS = 420 if EXAMPLES > 1 else 150
OPENED = 40 if EXAMPLES > 1 else 8
"""So many numbers of Sofort lösen are opened, to count the contacts behind them."""
PERIOD = st.tuples(st.integers(0, 20), st.sampled_from([0, 4, 12, 30, 90, 170])).map(lambda p: (p[0], sum(p)))
"""First and last day, so many days ago."""


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.generate],
    database=None,
    derandomize=EXAMPLES == 1,
    suppress_health_check=list(HealthCheck),
)
@given(
    seed=st.integers(0, 2**32),
    periods=st.lists(PERIOD, min_size=1, max_size=3 if EXAMPLES > 1 else 1),
)
def test_every_number_of_the_pages_is_what_its_rows_say(seed: int, periods: list[tuple[int, int]]) -> None:
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        cache.clear()
        past = pages_history(seed, contacts=CONTACTS)
        pages = Pages(past)
        for last, first in [*periods, (0, 90)]:
            when = (TODAY - first * DAY, TODAY - last * DAY)
            pages.first_contacts(when)
            pages.origins(when)
        pages.voices()
        pages.listening()
        pages.quality()
        pages.surveys()
        transaction.set_rollback(True)
    assert pages.compared > 300
    if TOLD:
        with Path(TOLD).open("a") as file:
            file.write(f"{pages.compared}\n")


class Pages:
    """The pages of one company, opened by its management. `compared`: so many numbers."""

    def __init__(self, past: History) -> None:
        self.past = past
        self.compared = 0
        self.client = Client()
        self.client.force_login(make_user(Role.MANAGEMENT))
        self.nights = dict(_quality_nights(past))
        counted = _flow_nights(past)
        self.nights[TODAY - DAY], self.asked_in_vain = quality_now()
        self.facts = read_facts(counted=counted, at_once_counted=counted, nights={}, now={})

    def _open(self, address: str) -> tuple[Shown, Any]:
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return Shown(answer.content.decode()), answer.context

    def same(self, shown: Any, wanted: Any, *about: Any) -> None:
        assert shown == wanted, about
        self.compared += _numbers(wanted)

    # -- Sofort lösen --

    def first_contacts(self, when: Window) -> None:
        address = f"/zielbild/sofort/?{_query(when)}"
        page, context = self._open(address)
        wanted = first_contacts(self.facts, when)
        self.same(page.title, wanted.title, address)
        if not wanted.total.behind[0]:
            assert not page.tables, address
            return
        self.same(page.facts, list(zip(KINDS, wanted.total.cells, strict=True)), address)
        links = list(zip(page.fact_links, wanted.total.behind, strict=True))
        for caption, lines in (
            ("Nach Anliegen, was am meisten kostet zuerst", wanted.topics),
            ("Nach Kanal", wanted.channels),
            ("Nach Standort", wanted.sites),
            ("Im Verlauf, neueste zuerst", wanted.parts),
        ):
            table = page.table(caption)
            self.same(table.rows, [(line.name, *line.cells) for line in lines], address, caption)
            links += _behind(table, lines)
        lacks = [
            (item, link) for item, link in zip(page.items, page.item_links, strict=True) if "grund=" in link
        ]
        said = [item.removesuffix(" Antworten schreiben") for item, _link in lacks]
        self.same(said, [f"{line.cells[0]} {line.name}" for line in wanted.lacks], address)
        links += [(link, line.behind[0]) for (_item, link), line in zip(lacks, wanted.lacks, strict=True)]
        links += self._beside(page, wanted.nameless, "ohne Namen", "ohne-namen")
        links += self._beside(page, wanted.not_possible, "ihrer Art nach nicht sofort", "nicht-moeglich")
        self._open_some(links)
        self._drawn(context["chart"], wanted.parts, address)

    def _beside(self, page: Shown, number: int, words: str, kind: str) -> list[tuple[str, int]]:
        """What stands apart from the numbers, in a sentence that opens its contacts."""
        found = [
            (item, link)
            for item, link in zip(page.items, page.item_links, strict=True)
            if f"art={kind}" in link and words in item
        ]
        assert len(found) == bool(number)
        if number:
            first = found[0][0].partition(" ")[0]
            self.same(first, "Ein" if number == 1 else str(number), kind)
        return [(link, number) for _item, link in found]

    def _open_some(self, links: list[tuple[str, int]]) -> None:
        """A number opens just its contacts; where there are none it opens nothing."""
        for link, number in links:
            assert bool(link) == bool(number), link
        there = [each for each in links if each[1]]
        for link, number in self.past.random.sample(there, min(OPENED, len(there))):
            _page, context = self._open(link)
            self.same(context["page"].paginator.count, number, link)

    def _drawn(self, chart_: Any, parts: list[Line], address: str) -> None:
        """The newest first; parts before anything was counted have no point."""
        values = [
            100 * line.behind[1] / line.behind[0] if line.behind[0] else None for line in reversed(parts)
        ]
        if len(values) - values.count(None) < 2:
            assert chart_ is None, address
            return
        soft = sum("vorläufig" in line.name for line in parts)
        points = trend(values, target=90, provisional=soft, frame=CHART).points
        assert [y for _x, y in chart_["trend"].points] == [y for _x, y in points], address
        self.compared += len(points)

    # -- Herkunft --

    def origins(self, when: Window) -> None:
        found = Origins(self.facts, when)
        page, _context = self._open(f"/herkunft/?{_query(when)}")
        new, known = len(found.new), sum(row.source_id is not None for row in found.new)
        asked = sum(row.source_id is None and row.source_asked_at is not None for row in found.new)
        self.same(page.title, title(new, known), when)
        lines = [(row, found.top(row)) for row in found.sources if row.parent_id is None]
        lines = [(row, line) for row, line in lines if row.active or line.any]
        campaigns = [(row, line) for row in found.campaigns if (line := found.campaign(row)).any]
        everybody = found.everybody()
        kept = _columns([everybody, *(line for _row, line in [*lines, *campaigns])])
        table = page.table("Herkunft, obere Ebene")
        assert table.head[1:-1] == tuple(COLUMNS[place] for place in kept), when
        rows = [_origin_row(line, kept, active=row.active) for row, line in lines]
        self.same(sorted(table.rows[:-1]), sorted(rows), when)
        self.same(table.rows[-1], _origin_row(everybody, kept), when)
        self._campaigns(page, [line for _row, line in campaigns], kept)
        open_, said = new - known - asked, " ".join(page.lines)
        assert bool(asked) == ("wussten es nicht" in said or "wusste es nicht" in said), said
        if asked > 1:
            self.same(f"{asked} wurden gefragt" in said, True, said)
        if open_ > 1:
            self.same(f"{open_} sind noch nicht gefragt" in said, True, said)
        _page, context = self._open(f"/herkunft/unbekannt/?{_query(when)}")
        self.same(context["page"].paginator.count, new - known, when)
        for row, _line in lines:
            self._source(found, row, when)
        for campaign in found.campaigns:
            self._campaign(found, campaign, when)

    def _campaigns(self, page: Shown, lines: Sequence[Any], kept: Sequence[int]) -> None:
        rows = []
        for line in lines:
            name, *cells = _origin_row(line, kept)
            rows.append((name, whole(line.visits), *cells))
        self.same(sorted(page.table("Kampagnen in dieser Zeit").rows), sorted(rows))

    def _source(self, found: Origins, source: Any, when: Window) -> None:
        page, context = self._open(f"/herkunft/quelle/{source.pk}/?{_query(when)}")
        finer = [row for row in found.sources if row.parent_id == source.pk]
        keys = {source.pk, *(row.pk for row in finer)}
        total = found.top(source)
        parts = [(row, found.source(row, {row.pk})) for row in [source, *finer]] if finer else []
        parts = [(row, line) for row, line in parts if row.active or line.any]
        mine = [row for row in found.campaigns if row.source_id in keys]
        campaigns = [line for row in mine if (line := found.campaign(row)).any]
        kept = _columns([total, *(line for _row, line in parts), *campaigns], shares_of=total)
        self._whole(page, total, kept)
        rows = [
            _origin_row(
                _of(line, total)._replace(name="nicht genauer bekannt" if row == source else line.name),
                kept,
                active=row.active,
            )
            for row, line in parts
        ]
        self.same(sorted(page.table("Feinere Herkunft").rows), sorted(rows), source, when)
        self._campaigns(page, [_of(line, total) for line in campaigns], kept)
        new = sum(row.source_id in keys for row in found.new)
        self.same(context["page"].paginator.count, new, source, when)

    def _campaign(self, found: Origins, campaign: Any, when: Window) -> None:
        page, context = self._open(f"/herkunft/kampagne/{campaign.pk}/?{_query(when)}")
        total = found.campaign(campaign)
        self._whole(page, total, _columns([total], shares_of=total))
        opened = f"Adresse {total.visits}-mal geöffnet"
        assert any(opened in line for line in page.lines), (opened, page.lines)
        new = sum(row.campaign_id == campaign.pk for row in found.new)
        self.same(context["page"].paginator.count, new, campaign, when)

    def _whole(self, page: Shown, total: Any, kept: Sequence[int]) -> None:
        """What stands over a source or campaign by itself."""
        facts = [(COLUMNS[place], total.cells[place]) for place in kept if COLUMNS[place] != "Anteil"]
        facts += [("Neu im Verlauf", total.trend)] if total.trend != NOTHING else []
        self.same(page.facts, facts, total.name)

    # -- Stimmen --

    def voices(self) -> None:
        page, context = self._open("/stimmen/zahlen/")
        for shown, (kind, heading, good) in zip(
            context["charts"],
            (
                ("praise", "Lob je 1.000 Kontakte", "up"),
                ("complaint", "Beschwerden je 1.000 Kontakte", "down"),
            ),
            strict=True,
        ):
            wanted = chart(self.facts, kind, good=good)
            assert heading in page.heads
            self.same(wanted.headline in page.lines, True, wanted.headline, page.lines)
            self.same(page.table(heading).rows, wanted.rows, heading)
            if wanted.rows:
                beside = tuple(shown.drawn[each] for each in ("upper", "mean", "lower"))
                self.same(beside, wanted.beside, heading)
                assert shown.drawn["signal"] == wanted.tone, heading
        self.same([fact[:2] for fact in page.facts], fates(self.facts))
        late = f"neun von zehn: {solved_after(self.facts, 0.9)}."
        assert late in page.facts[1][2], (late, page.facts[1])

    def listening(self) -> None:
        page, context = self._open("/zuhoeren/")
        wanted = heard(self.facts)
        said = f"In 13 Wochen: {wanted.expected} Erwartungen, {wanted.remarks} Hinweise auf den Mitbewerb."
        self.same(said in page.lines, True, said, page.lines)
        shown = {title: [(line.name, line.number) for line in lines] for title, lines in context["segments"]}
        self.same(shown, wanted.segments)
        for lines in wanted.segments.values():
            assert {f"{name} {number}" for name, number in lines} <= set(page.items)
        many = len(wanted.rising)
        self.same(
            page.title,
            ("Ein Anliegen steigt." if many == 1 else f"{many} Anliegen steigen.")
            if many
            else "Kein Anliegen kommt öfter als üblich.",
        )
        for name, now, usual in wanted.rising:
            assert name in page.heads
            said = f"In der letzten Woche {now} Kontakte, üblich sind {_tenths(usual)}."
            self.same(said in page.lines, True, said, page.lines)

    # -- Stammdaten, Güte --

    def quality(self) -> None:
        page, context = self._open("/stammdaten/guete/")
        wanted = quality(self.nights)
        self.same(page.title, wanted.title)
        self.same(set(page.table("Nach Herkunft").rows), wanted.sources)
        self.same(set(page.table("Nach Standort des letzten Kontakts").rows), wanted.sites)
        values = [None if share is None else 100 * share for _end, share in reversed(context["weeks"])]
        assert values == pytest.approx(wanted.weeks)
        vain, everybody = self.asked_in_vain
        said = f"nicht bekannt oder nicht gesagt: {vain} von {everybody}."
        self.same(any(said in line for line in page.lines), True, said, page.lines)

    # -- Umfragen --

    def surveys(self) -> None:
        for survey in Survey.objects.all():
            for weeks in (13, 26, 52):
                self._survey(survey, weeks)

    def _survey(self, survey: Survey, weeks: int) -> None:
        page, _context = self._open(f"/umfragen/{survey.pk}/ergebnis/?wochen={weeks}")
        wanted = survey_found(self.facts, survey.pk, weeks=weeks)
        about = (survey.name, weeks)
        assert wanted.answered != 1
        said = f"In {weeks} Wochen {wanted.answered} Antworten auf {wanted.sent} Mails."
        self.same(any(said in line for line in page.lines), True, said, page.lines)
        self.same(page.facts, wanted.cards, about)
        self.same(set(page.table("Nach Anliegen").rows), wanted.topics, about)
        self.same(set(page.table("Nach Standort").rows), wanted.sites, about)
        self.same(set(page.table("Nach Herkunft").rows), wanted.sources, about)
        self.same(page.table("Woche für Woche, neueste zuerst").rows, wanted.weeks, about)
        for words, options in wanted.options.items():
            self.same(page.table(words).rows, options, about)


def _quality_nights(past: History) -> Iterator[tuple[date, Night]]:
    """Of some of the weeks; between them some gaps are closed."""
    pick = past.random
    for back in reversed(range(1, 13)):
        if back == 4 or pick.random() < 0.4:
            day = TODAY - DAY - 7 * back * DAY
            at = datetime.combine(day + DAY, time(2), UTC)
            write_figures(count_stock(day, now=at))
            yield day, quality_now()[0]
            for finding in Finding.objects.filter(resolved_at=None).order_by("pk"):
                if pick.random() < 0.2:
                    Finding.objects.filter(pk=finding.pk).update(resolved_at=NOW)
            for customer in past.customers:
                if pick.random() < 0.05:
                    customer.reason_text = "Hat davon gehört"
                    customer.save()


def _flow_nights(past: History) -> frozenset[date]:
    """Everything since a day within the last half year is counted, as by a nightly run; gives these days."""
    first = TODAY - past.random.randint(100, 190) * DAY
    for _portion in rebuild(first, TODAY - DAY, now=NOW):
        pass
    DailyFigure.objects.filter(code__in=COHORTS).delete()  # a first night looks at everybody
    write_day(TODAY - DAY, now=NOW)
    write_counts(TODAY - YEAR - 50 * DAY, TODAY)
    return frozenset(first + n * DAY for n in range((TODAY - first).days))


def _query(when: Window) -> str:
    return f"von={when[0]:%Y-%m-%d}&bis={when[1]:%Y-%m-%d}"


def _behind(table: Table, lines: Sequence[Line]) -> list[tuple[str, int]]:
    pairs = zip(table.links, lines, strict=True)
    return [each for links, line in pairs for each in zip(links[1:], line.behind, strict=True)]


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


def _tenths(value: Fraction) -> str:
    """One digit behind the comma, half up; of a whole number none."""
    tenths = int(value * 10 + Fraction(1, 2))
    return str(value) if value.denominator == 1 else f"{tenths // 10},{tenths % 10}"


def _numbers(wanted: Any) -> int:
    """How many values with a digit in them."""
    if isinstance(wanted, dict):
        return sum(map(_numbers, wanted.values()))
    if isinstance(wanted, list | tuple | set):
        return sum(map(_numbers, wanted))
    return int(any(letter.isdigit() for letter in str(wanted)) or isinstance(wanted, bool))
