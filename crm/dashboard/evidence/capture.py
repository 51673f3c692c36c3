"""Goal 1 opens contacts by day, channel and site. Sites with fewer than ten people are shown together: a smaller
group would tell of single persons.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db.models import Case, DateField, F, Q, Sum, When

from contacts.models import Channel
from crm.company.permissions import Viewer
from crm.company.site_groups import large_and_small
from crm.dashboard.models import DailyFigure
from crm.dashboard.reading import Reading
from crm.dashboard.series import WEEK, WEEKS

DAYS: Final = 14


@dataclass(frozen=True)
class Contacts:
    """Numbers of contacts until yesterday: of the last 14 days one by one, else of 13 weeks."""

    days: list[tuple[date, int]] = field(default_factory=list)
    channels: list[tuple[str, int]] = field(default_factory=list)
    sites: list[tuple[str, int]] = field(default_factory=list)
    together: int | None = None


def rows(reading: Reading, _viewer: Viewer) -> Contacts:
    """Two statements."""
    today = reading.today
    parts = Q(dimension__startswith="channel:") | Q(dimension__startswith="site:")
    days = Q(dimension="", day__gte=today - timedelta(days=DAYS))
    stored = DailyFigure.objects.filter(
        parts | days, code="contacts", day__gt=today - WEEKS * WEEK, day__lt=today
    )
    on = Case(When(dimension="", then=F("day")), default=None, output_field=DateField())
    lines = stored.order_by().annotate(on=on).values("on", "dimension").annotate(n=Sum("numerator"))
    of_days: list[tuple[date, int]] = []
    sums: dict[str, int] = {}
    for day, dimension, number in lines.values_list("on", "dimension", "n"):
        if day is None:
            sums[dimension] = number
        else:
            of_days.append((day, number))
    channels = [(str(each.label), sums.get(f"channel:{each.value}", 0)) for each in Channel]
    sites, together = _sites(sums)
    return Contacts(
        days=sorted(of_days, reverse=True),
        channels=sorted((line for line in channels if line[1]), key=lambda line: -line[1]),
        sites=sites,
        together=together,
    )


def _sites(sums: dict[str, int]) -> tuple[list[tuple[str, int]], int | None]:
    """Sites large enough to be shown, and the sum of all others."""
    large, small = large_and_small()
    shown = [(site.name, sums.get(f"site:{site.pk}", 0)) for site in large]
    return shown, sum(sums.get(f"site:{site.pk}", 0) for site in small) if small else None
