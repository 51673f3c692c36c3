"""Generated deadlines around clock changes, feasts and any other day, for every Land and canton."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from cases.deadlines import PauseSpan
from crm.lib.holidays import proposed_holidays
from crm.lib.working_hours import Hours
from tests.cases.minute_oracle import NAMES, Spans

LAENDER = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
CANTONS = [
    *("AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE"),
    *("NW", "OW", "SG", "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH"),
]
PLACES = [
    *(("Europe/Berlin", "DE", land) for land in LAENDER),
    ("Europe/Busingen", "DE", "BW"),
    *(("Europe/Vienna", "AT", str(land)) for land in range(1, 10)),
    *(("Europe/Zurich", "CH", canton) for canton in CANTONS),
]
YEARS = range(2024, 2028)


def last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=end.isoweekday() % 7)


SPRING = [last_sunday(year, 3) for year in YEARS]
AUTUMN = [last_sunday(year, 10) for year in YEARS]
FEASTS = [date(year, month, day) for year in YEARS for month, day in ((12, 24), (12, 31), (5, 1), (8, 1))]
FEASTS += [date(2024, 3, 29), date(2025, 4, 18), date(2026, 4, 3), date(2027, 3, 26)]  # Good Fridays

USUAL: list[Spans] = [
    [["08:00", "17:00"]],
    [["08:00", "12:00"], ["13:00", "17:00"]],
    [["07:30", "11:45"], ["12:30", "16:15"], ["17:00", "19:30"]],
    [["00:00", "24:00"]],
    [["00:00", "06:00"], ["22:00", "24:00"]],
    [["01:15", "02:30"], ["02:45", "05:00"]],
    [["02:00", "03:00"], ["03:00", "04:00"]],
]


def text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def spans_of(minutes: list[int]) -> Spans:
    edges = sorted(minutes)
    return [[text(begin), text(end)] for begin, end in zip(edges[::2], edges[1::2], strict=False)]


ANY_DAY = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(spans_of)
DAY_SPANS: st.SearchStrategy[Spans] = st.one_of(st.sampled_from(USUAL), ANY_DAY)


@cache
def public_holidays(country: str, subdivision: str) -> list[str]:
    # The year after the last start is needed too: a deadline may run over New Year.
    return [day.isoformat() for day in proposed_holidays(country, subdivision, [*YEARS, 2028], "de")]


@dataclass(frozen=True)
class Case:
    """One generated deadline; instants are minutes of UTC since 1970, lengths are minutes."""

    place: tuple[str, str, str]
    spans: dict[str, Spans]
    holidays: dict[str, Spans]
    start: int
    target: int
    pauses: list[tuple[int, int]]
    percent: int
    before: int
    after: int
    until: int

    @property
    def hours(self) -> Hours:
        return Hours.from_data(self.place[0], self.spans, self.holidays)

    @property
    def waits(self) -> list[PauseSpan]:
        return [PauseSpan(moment(begin), moment(end)) for begin, end in self.pauses]


@st.composite
def cases(draw: st.DrawFn, place: tuple[str, str, str]) -> Case:
    focus = draw(st.sampled_from([SPRING, AUTUMN, FEASTS, [date(year, 1, 1) for year in YEARS]]))
    reach = st.integers(0, 364) if focus[0].month == 1 else st.integers(-4, 3)
    day = draw(st.sampled_from(focus)) + timedelta(days=draw(reach))
    grain = draw(st.sampled_from([1, 60]))  # whole hours, so that many end exactly at closing time
    start = (day.toordinal() - date(1970, 1, 1).toordinal()) * 1440 + draw(
        st.integers(0, 1439)
    ) // grain * grain

    plans = draw(st.lists(DAY_SPANS, min_size=1, max_size=2))
    week = draw(st.lists(st.sampled_from([*plans, []]), min_size=7, max_size=7).filter(any))
    holidays: dict[str, Spans] = {text: [] for text in public_holidays(*place[1:])}
    for distance, rest in draw(
        st.lists(st.tuples(st.integers(0, 6), st.one_of(ANY_DAY, st.just([]))), max_size=2)
    ):
        holidays[(day + timedelta(days=distance)).isoformat()] = rest
    for half in ("12-24", "12-31"):
        holidays[f"{day.year}-{half}"] = [["08:00", "12:00"]]

    # Short weeks get short targets, so that the oracle need not walk for years.
    longest = min(2400, 3 * sum(minutes_in(spans) for spans in week))
    target = max(draw(st.integers(1, longest)) // grain, 1) * grain
    pauses = [
        (start + begin, start + begin + length)
        for begin, length in draw(
            st.lists(st.tuples(st.integers(-600, 6000), st.integers(0, 4320)), max_size=3)
        )
    ]
    return Case(
        place=place,
        spans=dict(zip(NAMES, week, strict=True)),
        holidays=holidays,
        start=start,
        target=target,
        pauses=pauses,
        percent=draw(st.integers(0, 100)),
        before=draw(st.integers(0, target)),
        after=draw(st.integers(1, min(600, longest))),
        until=start + draw(st.integers(0, 14_400)),
    )


def minutes_in(spans: Spans) -> int:
    clock = [int(edge[:2]) * 60 + int(edge[3:]) for span in spans for edge in span]
    return sum(clock[1::2]) - sum(clock[::2])


def moment(minute: float) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
