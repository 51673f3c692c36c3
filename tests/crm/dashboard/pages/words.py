"""How the pages write a number that was counted by hand."""

from collections.abc import Sequence
from datetime import date

from crm.lib.formats import percent
from tests.crm.dashboard.figures.rows import DAY, GERMAN, NOTHING, Share


def plain(words: str) -> str:
    """As a page is read: any room between words is one."""
    return " ".join(words.split())


def whole(number: int) -> str:
    return f"{number:,}".translate(GERMAN)


def or_nothing(number: int) -> str:
    return whole(number) if number else NOTHING


def decimal(value: float) -> str:
    return f"{round(value, 1):,.1f}".translate(GERMAN)


def rounded(share: Share) -> str:
    """Whole per cent."""
    return plain(percent(share.top / share.bottom, digits=0)) if share.bottom else NOTHING


def short(day: date) -> str:
    return f"{day.day}.{day.month}."


def long(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def stretches(first: date, last: date, *, most: int = 13) -> Sequence[tuple[date, date]]:
    """A period in as many nearly equal parts as a chart has points: part n begins on the day n / parts of all."""
    days = [first]
    while days[-1] < last:
        days.append(days[-1] + DAY)
    parts = min(most, len(days))
    starts = [days[len(days) * number // parts] for number in range(parts)]
    return list(zip(starts, [*(start - DAY for start in starts[1:]), last], strict=True))
