"""The figures of the voices and Zuhören, counted in plain loops and with exact fractions: charts, fates, what rises."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from fractions import Fraction
from math import comb, sqrt
from typing import Any, Final, NamedTuple

from tests.crm.dashboard.figures.by_hand_voices import (
    complaints_ended,
    delivered,
    measures,
    read,
    receipts,
    told,
)
from tests.crm.dashboard.figures.rows import (
    DAY,
    NOTHING,
    TODAY,
    WEEK,
    Facts,
    Share,
    Window,
    day_of,
    quantile,
    within,
)
from tests.crm.dashboard.goals_by_hand import followed
from tests.crm.dashboard.pages.words import decimal, long, rounded

FEWEST_WEEKS: Final = 6
RUN: Final = 8
STEPS: Final = (1, 4, 8, 24, 48, 72, 120, 168, 336, 720)
RISING: Final = 13
FEWEST_CONTACTS: Final = 5
ALARM: Final = Fraction(1, 1000)


def weeks_until_yesterday(many: int) -> list[Window]:
    ends = [TODAY - DAY - WEEK * back for back in reversed(range(many))]
    return [(end - WEEK + DAY, end) for end in ends]


def known(facts: Facts, at: Any, when: Window) -> bool:
    """In the period, on a day that a night has counted."""
    return within(at, when) and day_of(at) in facts.counted


class Chart(NamedTuple):
    """`rows` of the table, the newest first; `beside`: upper limit, mean and lower limit of the newest."""

    headline: str
    rows: list[tuple[str, ...]]
    beside: tuple[str, ...]
    tone: str


def chart(facts: Facts, kind: str, *, good: str) -> Chart:
    weeks = weeks_until_yesterday(26)
    counts = [sum(row.kind == kind and known(facts, row.at, each) for row in facts.voices) for each in weeks]
    of = [sum(known(facts, row.recorded_at, each) for row in facts.every) for each in weeks]
    there = [place for place, number in enumerate(of) if number]
    if len(there) < FEWEST_WEEKS:
        return Chart("Noch zu wenige Wochen für eine Aussage.", [], (), "")
    centre = Fraction(1000 * sum(counts), sum(of))
    strays = {place: Fraction(1000 * counts[place], of[place]) - centre for place in there}
    rows: list[tuple[str, ...]] = []
    calls, between = {}, {}
    for place, (_first, end) in enumerate(weeks):
        rate = limits = NOTHING
        if of[place]:
            width = 3 * sqrt(centre * 1000 / of[place])
            between[place] = (max(float(centre) - width, 0.0), float(centre) + width)
            rate, limits = decimal(1000 * counts[place] / of[place]), " – ".join(map(decimal, between[place]))
            calls[place] = _call(strays, [each for each in there if each <= place], centre, of[place])
        call = calls.get(place, "")
        rows.append((long(end), str(counts[place]), str(of[place]), rate, limits, call or NOTHING))
    newest = there[-1]
    now, usual = decimal(1000 * counts[newest] / of[newest]), decimal(float(centre))
    said = f"mehr als Zufall, {calls[newest]}" if calls[newest] else "im üblichen Rahmen"
    way = ("up" if strays[newest] > 0 else "down") if calls[newest] else ""
    return Chart(
        f"Zuletzt {now}, üblich sind {usual}: {said}.",
        rows[::-1],
        (decimal(between[newest][1]), usual, decimal(between[newest][0])),
        "" if not way else "up" if way == good else "down",
    )


def _call(strays: dict[int, Fraction], until: Sequence[int], centre: Fraction, of: int) -> str:
    newest = strays[until[-1]]
    if newest**2 * of > 9 * centre * 1000:
        return "über der Grenze" if newest > 0 else "unter der Grenze"
    last = [strays[place] for place in until[-RUN:]]
    if len(last) == RUN and all(each > 0 for each in last):
        return "acht Wochen über dem Mittel"
    return "acht Wochen unter dem Mittel" if len(last) == RUN and all(each < 0 for each in last) else ""


def fates(facts: Facts) -> list[tuple[str, str]]:
    """What became of them, in half a year."""
    when = half_a_year(facts)
    shares: dict[str, Callable[[Facts, Window], Share]] = {
        "Eingang rechtzeitig bestätigt": receipts,
        "Der Kundin oder dem Kunden gesagt": told,
        "Maßnahmen umgesetzt": measures,
        "Lob weitergegeben": delivered,
        "Lob gelesen": read,
        "Schlechte Noten nachverfolgt": followed,
    }
    found = [(label, _share(of(facts, when))) for label, of in shares.items()]
    return [found[0], ("Beschwerde gelöst nach", solved_after(facts, 0.5)), *found[1:]]


def half_a_year(facts: Facts) -> Window:
    """As far as it was counted."""
    weeks = weeks_until_yesterday(26)
    return max(weeks[0][0], min(facts.counted)), weeks[-1][1]


def solved_after(facts: Facts, part: float) -> str:
    rows = [row for row in complaints_ended(facts) if within(row.at, half_a_year(facts))]
    return _hours(quantile([(row.at - row.case.opened_at) / timedelta(hours=1) for row in rows], part, STEPS))


def _share(share: Share) -> str:
    return f"{rounded(share)} ({share.top} von {share.bottom})" if share.bottom else NOTHING


def _hours(value: float | None) -> str:
    if value is None:
        return NOTHING
    return f"{round(value)} {'Stunde' if round(value) == 1 else 'Stunden'}"


class Heard(NamedTuple):
    """`segments` by "Kundengruppe", "Standort", "Anliegen" and "Produkt"; `rising`: topic, now and usual."""

    expected: int
    remarks: int
    segments: dict[str, list[tuple[str, int]]]
    rising: list[tuple[str, int, Fraction]]


def heard(facts: Facts) -> Heard:
    weeks = weeks_until_yesterday(RISING)
    when = (weeks[0][0], weeks[-1][1])
    voices = [row for row in facts.voices if known(facts, row.at, when)]
    expected = [row for row in voices if row.kind == "expectation"]
    named: dict[str, Callable[[Any], str]] = {
        "Kundengruppe": lambda row: _group(row.contact),
        "Standort": lambda row: facts.large_sites.get(row.site_id, ""),
        "Anliegen": lambda row: row.topic.name if row.topic else "",
        "Produkt": lambda row: row.product.name if row.product else "",
    }
    segments = {}
    for title, name in named.items():
        counted = Counter(label for row in expected if (label := name(row)))
        segments[title] = sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:12]
    return Heard(
        len(expected), sum(row.kind == "competitor" for row in voices), segments, _rising(facts, weeks)
    )


def _group(contact: Any) -> str:
    return contact.customer.group.name if contact.customer and contact.customer.group else ""


def _rising(facts: Facts, weeks: list[Window]) -> list[tuple[str, int, Fraction]]:
    rows = [row for row in facts.every if day_of(row.recorded_at) in facts.counted]
    totals = [sum(within(row.recorded_at, each) for row in rows) for each in weeks]
    found = []
    for topic in {row.topic for row in rows if row.topic}:
        mine = [row for row in rows if row.topic == topic]
        counts = [sum(within(row.recorded_at, each) for row in mine) for each in weeks]
        chance = _chance(counts, totals)
        if chance is not None and chance <= ALARM:
            usual = Fraction(sum(counts[:-1]) * totals[-1], sum(totals[:-1]))
            name = f"{topic.parent.name}: {topic.name}" if topic.parent else topic.name
            found.append((chance, name, counts[-1], usual))
    return [(name, now, usual) for _chance_, name, now, usual in sorted(found)]


def _chance(counts: list[int], totals: list[int]) -> Fraction | None:
    """Of so many in the newest week by accident, with every term of the sum; None where nothing can rise."""
    *before, now = counts
    *usually, all_now = totals
    if now < FEWEST_CONTACTS or not sum(usually) or now * sum(usually) <= sum(before) * all_now:
        return None
    rate = Fraction(sum(before), sum(usually))
    weeks = [(count, rate * all_) for count, all_ in zip(before, usually, strict=True) if all_]
    strays = Fraction(1)
    if rate:
        strays = sum(((count - usual) ** 2 / usual for count, usual in weeks), Fraction(0)) / max(
            len(weeks) - 1, 1
        )
        strays = max(strays, Fraction(1))
    of, least = round(sum(counts) / strays), int(now / strays)
    share = Fraction(all_now, sum(totals))
    if least <= 0 or share >= 1:
        return Fraction(1)
    return sum(
        (comb(of, each) * share**each * (1 - share) ** (of - each) for each in range(least, of + 1)),
        Fraction(0),
    )
