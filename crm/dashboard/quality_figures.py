"""How good the master data are, over time, by source and by site: stored figures only, nobody is looked at."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from contacts.models import Source
from contacts.rule_counts import NOBODY
from crm.company.models import Site
from crm.dashboard.models import DailyFigure

CODE: Final = "quality_score"
BEFORE: Final = timedelta(days=28)
WEEKS: Final = 13
WEEK: Final = 7


@dataclass(frozen=True, kw_only=True)
class Line:
    """A source or a site: its share now and 28 days before, 0 to 1; None where nobody was counted."""

    name: str
    share: float | None
    before: float | None

    @property
    def change(self) -> float | None:
        """In points of a hundred."""
        return None if self.share is None or self.before is None else 100 * (self.share - self.before)


@dataclass(frozen=True, kw_only=True)
class Quality:
    """`weeks`: the last day of each week with its share, oldest first. `declined` of `everybody` were asked in vain."""

    day: date | None
    share: float | None
    weeks: list[tuple[date, float | None]]
    sources: list[Line]
    sites: list[Line]
    declined: int
    everybody: int


def read_quality(*, today: date) -> Quality:
    """Four statements. Before the first night there are no figures."""
    newest = DailyFigure.objects.filter(code=CODE, dimension="", day__lte=today).order_by("-day")
    day = newest.values_list("day", flat=True).first()
    if day is None:
        return Quality(day=None, share=None, weeks=[], sources=[], sites=[], declined=0, everybody=0)
    ends = [day - timedelta(days=WEEK * back) for back in reversed(range(WEEKS))]
    shares: dict[tuple[date, str], float | None] = {}
    asked = (0, 0)
    figures = DailyFigure.objects.filter(code__in=(CODE, "asked_not_known"), day__in=ends)
    for row in figures:
        if row.code == CODE:
            shares[row.day, row.dimension] = row.numerator / row.denominator if row.denominator else None
        elif row.day == day:
            asked = (row.numerator, row.denominator or 0)
    then = day - BEFORE
    return Quality(
        day=day,
        share=shares.get((day, "")),
        weeks=[(end, shares.get((end, ""))) for end in ends],
        sources=_lines("source", _source_names(), shares, day, then),
        sites=_lines("site", dict(Site.objects.values_list("pk", "name")), shares, day, then),
        declined=asked[0],
        everybody=asked[1],
    )


def _lines(
    what: str,
    names: dict[int, str],
    shares: dict[tuple[date, str], float | None],
    day: date,
    then: date,
) -> list[Line]:
    """The worst first."""
    found = []
    for (on, dimension), share in shares.items():
        kind, _colon, pk = dimension.partition(":")
        if on == day and kind == what:
            name = "" if int(pk) == NOBODY else names.get(int(pk), "")
            found.append(Line(name=name, share=share, before=shares.get((then, dimension))))
    return sorted(found, key=lambda line: (1.0 if line.share is None else line.share, line.name))


def _source_names() -> dict[int, str]:
    rows = Source.objects.values_list("pk", "name", "parent__name")
    return {pk: f"{top} · {name}" if top else name for pk, name, top in rows}
