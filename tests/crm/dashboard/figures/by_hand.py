"""Every number of the subjects, counted in plain loops over the rows: another way than that of the product, and slow.

Each gives what the tables and the headlines must read. Rows without anything are left out, as the pages leave them out
or show a zero. What is said, known and asked is in `by_hand_voices`.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.utils.dates import WEEKDAYS
from django.utils.timezone import get_default_timezone

from cases.models import Lack
from contacts.models import Channel
from crm.company.calendars import hours_of
from crm.dashboard.figures.period import Period
from crm.lib.working_time import worked_seconds
from tests.crm.dashboard.figures.rows import (
    FEWEST,
    TODAY,
    WEEK,
    Atom,
    Cells,
    Counted,
    Facts,
    Lines,
    Minutes,
    Share,
    Stands,
    Window,
    bars,
    course,
    day_of,
    line,
    name_of,
    put,
    quantile,
    text,
    windows,
    within,
)

STEPS: Final = (15, 30, 60, 120, 240, 480, 960, 1440, 2400, 4800)
SMALL_SITES: Final = "kleine Standorte und ohne Standort"


def contacts(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}

    def number(when: Window, channel: str = "") -> int:
        return sum(within(row.recorded_at, when) and channel in ("", row.channel) for row in facts.contacts)

    def met(when: Window) -> int:
        """On each day by itself."""
        return len(
            {
                (day_of(row.recorded_at), row.encounter)
                for row in facts.contacts
                if within(row.recorded_at, when)
            }
        )

    lines: Lines = {"Kontakte": line(facts, period, number)}
    if facts.topic is None and facts.site is None:
        lines["Begegnungen"] = line(facts, period, met)
    put(cells, "course", course(period, lambda when: (number(when),)))
    if not facts.whole:
        return cells, lines
    rows = facts.contacts
    used = [channel for channel in Channel if number(windows(period)[0], channel.value)]
    put(
        cells,
        "channels_course",
        course(period, lambda when: tuple(number(when, each.value) for each in used)),
    )
    put(
        cells, "channels", bars(facts, period, ((str(Channel(r.channel).label), r.recorded_at) for r in rows))
    )
    topics = ((name_of(r.topic) if r.topic else "ohne Anliegen", r.recorded_at) for r in rows)
    put(cells, "topics", bars(facts, period, topics, others="ohne Anliegen"))
    if _known_sites(facts, period, rows):
        sites = ((facts.large_sites.get(r.site_id, SMALL_SITES), r.recorded_at) for r in rows)
        put(cells, "sites", bars(facts, period, sites, others=SMALL_SITES))
    put(cells, "hours", _heat(facts, period))
    return cells, lines


def _known_sites(facts: Facts, period: Period, rows: list[Any]) -> set[int]:
    """The large ones of which anything was counted, now, before or a year ago."""
    now, *earlier = windows(period)
    return {
        row.site_id
        for row in rows
        if row.site_id in facts.large_sites
        and (
            within(row.recorded_at, now)
            or any(
                within(row.recorded_at, when) and day_of(row.recorded_at) in facts.counted for when in earlier
            )
        )
    }


def _heat(facts: Facts, period: Period) -> dict[str, tuple[Atom, ...]]:
    heat: dict[tuple[int, int], int] = defaultdict(int)
    for row in facts.contacts:
        if within(row.recorded_at, windows(period)[0]):
            there = row.happened_at.astimezone(get_default_timezone())
            heat[there.weekday(), there.hour] += 1
    if not heat:
        return {}
    hours = range(min(hour for _day, hour in heat), max(hour for _day, hour in heat) + 1)
    return {str(label): tuple(heat[day, hour] for hour in hours) for day, label in WEEKDAYS.items()}


def labels_of(facts: Facts) -> dict[int, str]:
    """How each contact counts in first-contact resolution."""
    joined = {row.contact_id for row in facts.joints if not row.opened_case}
    doubted = [row.invitation for row in facts.answers if row.solved in ("no", "partly")]
    about = {row.case_id for row in doubted if row.case_id}
    denied = {row.contact_id for row in doubted if row.contact_id}
    denied |= {row.contact_id for row in facts.joints if row.opened_case and row.case_id in about}
    return {row.pk: _how(row, facts, joined, denied) for row in facts.every}


def _how(row: Any, facts: Facts, joined: set[int], denied: set[int]) -> str:
    if row.direction == "out" or row.outcome == "no_concern" or row.pk in joined:
        return "outside"
    if not row.topic.solvable_at_once:
        return "impossible"
    if row.customer_id is None:
        return "nameless"
    if row.outcome == "follow_up":
        return "case"
    for other in facts.every:
        if (
            other.customer_id == row.customer_id
            and other.topic_id == row.topic_id
            and other.direction == "in"
            and other.encounter != row.encounter
            and row.recorded_at < other.recorded_at <= row.recorded_at + WEEK
        ):
            return "returned"
    return "denied" if row.pk in denied else "kept"


def at_once(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}
    facts = replace(facts, counted=facts.at_once_counted)
    labels = labels_of(facts)
    counted = [row for row in facts.contacts if labels[row.pk] in ("case", "returned", "denied", "kept")]

    def net(when: Window, rows: list[Any] = counted) -> Share:
        mine = [row for row in rows if within(row.recorded_at, when)]
        return Share(sum(labels[row.pk] == "kept" for row in mine), len(mine))

    def gross(when: Window) -> Share:
        mine = [row for row in counted if within(row.recorded_at, when)]
        return Share(sum(labels[row.pk] != "case" for row in mine), len(mine))

    def both(rows: list[Any], when: Window) -> tuple[Atom, ...]:
        share = net(when, rows)
        return share, share.bottom

    now = windows(period)[0]
    put(cells, "course", course(period, lambda when: both(counted, when)))
    if facts.whole:
        names: dict[str, Callable[[Any], str]] = {
            "topics": lambda row: name_of(row.topic),
            "channels": lambda row: str(Channel(row.channel).label),
        }
        if _known_sites(facts, period, [row for row in facts.contacts if labels[row.pk] != "outside"]):
            names["sites"] = lambda row: facts.large_sites.get(row.site_id, SMALL_SITES)
        for block, name in names.items():
            for label in {name(row) for row in counted}:
                cells[block, label] = both([row for row in counted if name(row) == label], now)
    cases = [row for row in counted if labels[row.pk] == "case" and within(row.recorded_at, now)]
    words = {lack.value: str(lack.label) for lack in Lack}
    lacks = [words.get(facts.lacks.get(row.pk, ""), "nicht gesagt") for row in cases]
    cells |= {("lacks", label): (lacks.count(label),) for label in lacks}
    return cells, {"Netto": line(facts, period, net), "Brutto": line(facts, period, gross)}


def open_cases(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}
    closings = [
        row
        for row in facts.closures
        if facts.of_topic(row.case.topic_id) and not row.cancelled and not row.merged_into_id
    ]
    opened = [row for row in facts.cases if facts.of_topic(row.topic_id)]
    moments: dict[str, list[datetime | None]] = {
        "Neu": [row.opened_at for row in opened],
        "Abgeschlossen": [row.at for row in closings],
        "Wieder geöffnet": [row.reopened_at for row in closings],
        "Ausgelöste Stufen": [row.fired_at for row in facts.rungs if facts.of_topic(row.case.topic_id)],
    }

    def number(label: str) -> Callable[[Window], int]:
        return lambda when: sum(within(at, when) for at in moments[label])

    lines: Lines = {label: line(facts, period, number(label)) for label in moments}
    put(cells, "cases_opened", course(period, lambda when: (number("Neu")(when),)))
    put(cells, "cases_closed", course(period, lambda when: (number("Abgeschlossen")(when),)))
    if facts.topic is not None:
        return cells, lines
    put(cells, "topics", bars(facts, period, ((name_of(row.topic), row.opened_at) for row in opened)))
    stocks = {
        "Offen": "cases_open",
        "Überfällig": "cases_overdue",
        "Eskaliert, noch nicht gesehen": "cases_unseen",
    }
    ends = [(each.label, stood(facts, each.last, live=True)) for each in period.buckets]
    for label, code in stocks.items():
        lines |= stock_line(facts, period, label, code, live=True)
    if period.last == TODAY:
        lines["Heute noch fällig"] = (text(facts.now["cases_due", ""].top), "", "")
    for label, stands in ends:
        if stands:
            cells["standing", label] = tuple(stands[code, ""].top for code in stocks.values())
    newest: Stands = next((stands for _label, stands in reversed(ends) if stands), {})
    for team in {row.team for row in facts.cases}:
        dimension = f"team:{team.pk}"
        cells["teams", team.name] = tuple(
            newest.get((code, dimension), Share(0, 0)).top for code in stocks.values()
        )
    return cells, lines


def stood(facts: Facts, day: Any, *, live: bool = False) -> Any:
    """How things stood at the end of a day; of today the last night says it, or what stands `live`."""
    if day == TODAY:
        return facts.now if live else facts.nights.get(max(facts.nights)) if _last_night(facts) else None
    return facts.nights.get(day)


def _last_night(facts: Facts) -> bool:
    return bool(facts.nights) and (TODAY - max(facts.nights)).days == 1


def stock_line(
    facts: Facts, period: Period, label: str, code: str, *, live: bool = False, share: bool = False
) -> Lines:
    """The newest known at the end of a stretch of the period; none where nothing is."""
    newest = next(
        (found for each in reversed(period.buckets) if (found := stood(facts, each.last, live=live))), None
    )

    def written(stands: Any) -> str:
        if not stands:
            return ""
        atom = stands[code, ""]
        return text(atom if share else atom.top)

    earlier = (written(facts.nights.get(when.last)) for when in (period.before, period.year_ago))
    before, year = earlier
    return {label: (written(newest), before, year)} if newest else {}


def minutes_between(facts: Facts, case: int, version: int, since: datetime, until: datetime) -> float:
    hours = hours_of(version)
    seconds = worked_seconds(since, until, hours)
    for pause in facts.pauses:
        if pause.case_id == case and pause.kind == "customer":
            start, end = max(pause.started_at, since), min(pause.ended_at or until, until)
            seconds -= worked_seconds(start, end, hours)
    return seconds / 60


def solving_times(facts: Facts) -> list[tuple[datetime, Any, float]]:
    """When, of which topic, after how many working minutes."""
    gone = {
        row.case_id
        for row in facts.closures
        if row.reopened_at is None and (row.cancelled or row.merged_into_id)
    }
    gone |= {row.case_id for row in facts.joints if row.opened_case and row.contact.outcome == "resolved"}
    found = []
    for case in facts.cases:
        promises = [row for row in facts.deadlines if row.case_id == case.pk]
        if case.status == "resolved" and case.pk not in gone and promises:
            version = promises[-1].calendar_version_id
            taken = minutes_between(facts, case.pk, version, case.opened_at, case.resolved_at)
            found.append((case.resolved_at, case.topic, taken))
    return found


def answering_times(facts: Facts) -> list[tuple[datetime, Any, float]]:
    return [
        (
            row.met_at,
            row.case.topic,
            minutes_between(facts, row.case_id, row.calendar_version_id, row.started_at, row.met_at),
        )
        for row in facts.deadlines
        if row.kind == "first_response" and row.state == "met"
    ]


def times(facts: Facts, period: Period) -> Counted:
    cells: Cells = {}
    lines: Lines = {}
    now, before, year = windows(period)
    for code, label, every in (
        ("response_minutes", "Bis zur ersten Antwort", answering_times(facts)),
        ("case_minutes", "Bis zur Lösung", solving_times(facts)),
    ):
        rows = [row for row in every if facts.of_topic(row[1].pk)]

        def row_of(when: Window, mine: list[Any] = rows) -> tuple[Atom, ...]:
            values = [value for at, _topic, value in mine if within(at, when)]
            both = (quantile(values, part, STEPS, fewest=FEWEST) for part in (0.5, 0.9))
            return (*map(Minutes, both), len(values) or None)

        def said(when: Window, part: float, mine: list[Any] = rows) -> str:
            values = [value for at, _topic, value in mine if within(at, when)]
            return text(Minutes(quantile(values, part, STEPS)))

        put(cells, code, course(period, row_of))
        for name, part in ((label, 0.5), (f"{label}, neun von zehn", 0.9)):
            earlier = (said(when, part) if facts.knows(when) else "" for when in (before, year))
            then_, ago = ("" if each == "–" else each for each in earlier)
            lines[name] = (said(now, part), then_, ago)
        if facts.topic is None:
            for topic in {row[1] for row in rows}:
                mine = [row for row in rows if row[1] == topic]
                cells[f"{code}_topics", name_of(topic)] = row_of(now, mine)
    return cells, lines
