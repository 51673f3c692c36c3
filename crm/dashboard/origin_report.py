"""Herkunft as a report: sources and campaigns with what they brought, what they cost, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from contacts.models import Campaign, CampaignVisit, Source
from contacts.origin_metrics import ASKED
from contacts.source_tree import branches
from crm.dashboard.origin_numbers import Counted, Numbers, counted
from crm.dashboard.origin_period import Period
from crm.lib.tallies import Tally

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """A source or campaign. `cost` falls to the period; None where none is known. `visits`: of the short address."""

    row: Any
    numbers: Numbers
    cost: Decimal | None
    visits: int = 0

    @property
    def cost_each(self) -> Decimal | None:
        """The cost of a new customer; None without a cost or without a new customer."""
        new = self.numbers.new
        return (self.cost / new).quantize(CENT) if self.cost is not None and new else None

    @property
    def shown(self) -> bool:
        """Whether there is anything to say of it in the period."""
        return self.numbers.any or bool(self.cost) or bool(self.visits)


@dataclass(frozen=True)
class Report:
    """`total` is what the page is about: everybody, a source or a campaign; `lines` and `campaigns` belong to it.

    `known` + `asked` + `open` are the new customers of the period.
    """

    period: Period
    lines: list[Line]
    campaigns: list[Line]
    total: Line
    asked: int
    known: int
    beside: Any

    @property
    def new(self) -> int:
        return self.total.numbers.new

    @property
    def open(self) -> int:
        return self.new - self.known - self.asked


def whole(period: Period, *, today: date, beside: Sequence[Tally] = ()) -> Report:
    """The report over all sources: four statements."""
    placed = _campaigns(period, today=today)
    tree = branches()
    found = counted(period, today=today, beside=beside)
    lines = [_line(branch.top, branch.finer, placed, found) for branch in tree]
    found.of("").contacts = sum(line.numbers.contacts for line in lines)
    return Report(
        period=period,
        lines=[line for line in lines if line.row.active or line.shown],
        campaigns=_campaign_lines(placed, found),
        total=Line(None, found.of(""), _added(line.cost for line in lines)),
        asked=found.of(ASKED).new,
        known=sum(line.numbers.new for line in lines),
        beside=found.beside,
    )


def of_source(source: Source, period: Period, *, today: date, beside: Sequence[Tally] = ()) -> Report:
    """The report of one source: itself, its finer ones, and their campaigns. Four statements."""
    finer = list(Source.objects.filter(parent=source))
    keys = {source.pk, *(row.pk for row in finer)}
    placed = [each for each in _campaigns(period, today=today) if each.campaign.source_id in keys]
    found = counted(period, today=today, beside=beside)
    lines = [_line(row, [], placed, found) for row in (source, *finer)] if finer else []
    total = _line(source, finer, placed, found)
    return Report(
        period=period,
        lines=[line for line in lines if line.row.active or line.shown],
        campaigns=_campaign_lines(placed, found),
        total=total,
        asked=0,
        known=total.numbers.new,
        beside=found.beside,
    )


def of_campaign(campaign: Campaign, period: Period, *, today: date, beside: Sequence[Tally] = ()) -> Report:
    """The report of one campaign. Three statements."""
    placed = [each for each in _campaigns(period, today=today) if each.campaign.pk == campaign.pk]
    found = counted(period, today=today, beside=beside)
    total = Line(campaign, found.of(f"campaign:{campaign.pk}"), placed[0].cost, placed[0].visits)
    return Report(
        period=period,
        lines=[],
        campaigns=[],
        total=total,
        asked=0,
        known=total.numbers.new,
        beside=found.beside,
    )


def cost_in(campaign: Campaign, period: Period, *, today: date) -> Decimal | None:
    """What of the cost falls to the period, by days; None where the campaign did not run in it. A campaign without a
    first day counts whole; one without a last day runs until today.
    """
    if campaign.cost is None or campaign.starts_on is None:
        return campaign.cost
    last = campaign.ends_on or max(today, campaign.starts_on)
    days = (last - campaign.starts_on).days + 1
    inside = (min(last, period.last) - max(campaign.starts_on, period.first)).days + 1
    return (campaign.cost * inside / days).quantize(CENT) if inside > 0 else None


def _campaigns(period: Period, *, today: date) -> list["Placed"]:
    """Every campaign with what falls to the period: cost, and visits of its short addresses."""
    opened = CampaignVisit.objects.filter(
        campaign=OuterRef("pk"), day__gte=period.first, day__lte=period.last
    )
    added = opened.order_by().values("campaign").annotate(n=Sum("number")).values("n")
    rows = Campaign.objects.select_related("source").annotate(visits=Coalesce(Subquery(added), 0))
    return [Placed(row, cost_in(row, period, today=today), vars(row)["visits"]) for row in rows]


@dataclass(frozen=True)
class Placed:
    campaign: Campaign
    cost: Decimal | None
    visits: int


def _campaign_lines(placed: Iterable[Placed], found: Counted) -> list[Line]:
    lines = [
        Line(each.campaign, found.of(f"campaign:{each.campaign.pk}"), each.cost, each.visits)
        for each in placed
    ]
    return [line for line in lines if line.shown]


def _line(top: Source, finer: Iterable[Source], placed: Iterable[Placed], found: Counted) -> Line:
    """A source with what stands below it."""
    keys = [top.pk, *(row.pk for row in finer)]
    numbers = reduce(add, (found.of(f"source:{key}") for key in keys))
    mine = [each for each in placed if each.campaign.source_id in keys]
    return Line(top, numbers, _added(each.cost for each in mine), sum(each.visits for each in mine))


def _added(costs: Iterable[Decimal | None]) -> Decimal | None:
    """None where none is known."""
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal()) if known else None
