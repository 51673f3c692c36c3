"""Herkunft counted in plain loops: what each source and campaign brought, cost and became."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final, NamedTuple

from contacts.models import Campaign, CampaignVisit, Contact, Source
from crm.lib.formats import money
from tests.crm.dashboard.figures.by_hand import labels_of
from tests.crm.dashboard.figures.by_hand_voices import NINETY, came_again, complained
from tests.crm.dashboard.figures.rows import NOTHING, TODAY, Facts, Share, Window, day_of, within
from tests.crm.dashboard.pages.words import plain, rounded, stretches, whole
from tests.factories.history import NOW

BASE: Final = ("kept", "returned", "denied", "case")
COLUMNS: Final = (
    "Kontakte",
    "Neu",
    "Anteil",
    "Kosten",
    "je Neuzugang",
    "kam wieder",
    "Beschwerde",
    "sofort gelöst",
)


class Line(NamedTuple):
    """`cells` stand under COLUMNS; `any`: whether there is anything to say. `trend`: who is new, by part."""

    name: str
    cells: tuple[str, ...]
    trend: str
    visits: int
    any: bool
    new: int

    def share_of(self, total: "Line") -> "Line":
        """With the share of those who are new there."""
        cells = (*self.cells[:2], rounded(Share(self.new, total.new)), *self.cells[3:])
        return self._replace(cells=cells)


@dataclass
class Origins:
    """Everything of a period that Herkunft counts."""

    facts: Facts
    when: Window

    def __post_init__(self) -> None:
        facts, when = self.facts, self.when
        self.sources = list(Source.objects.select_related("parent"))
        self.campaigns = list(Campaign.objects.select_related("source"))
        self.visits = [row for row in CampaignVisit.objects.all() if when[0] <= row.day <= when[1]]
        self.new = [row for row in facts.customers if within(row.created_at, when)]
        labels = labels_of(facts)
        named = {row.pk: row for row in Contact.objects.select_related("customer", "campaign")}
        nights = [
            row
            for row in facts.every
            if within(row.recorded_at, when) and day_of(row.recorded_at) in facts.counted
        ]
        today = [
            row for row in facts.every if within(row.recorded_at, when) and day_of(row.recorded_at) == TODAY
        ]
        self.contacts = [named[row.pk] for row in [*nights, *today]]
        self.concerns = [
            (named[row.pk].customer, labels[row.pk] == "kept") for row in nights if labels[row.pk] in BASE
        ]

    def top(self, source: Any) -> Line:
        """A source with its finer ones."""
        return self.source(
            source, {source.pk, *(row.pk for row in self.sources if row.parent_id == source.pk)}
        )

    def source(self, source: Any, keys: Collection[int]) -> Line:
        mine = [row for row in self.campaigns if row.source_id in keys]
        return self._line(
            source.name,
            lambda customer: customer is not None and customer.source_id in keys,
            contacts=sum(_origin(row) in keys for row in self.contacts),
            campaigns=mine,
        )

    def campaign(self, campaign: Any) -> Line:
        return self._line(
            campaign.name,
            lambda customer: customer is not None and customer.campaign_id == campaign.pk,
            contacts=sum(row.campaign_id == campaign.pk for row in self.contacts),
            campaigns=[campaign],
        )

    def everybody(self) -> Line:
        return self._line(
            "Alle",
            lambda _customer: True,
            contacts=sum(_origin(row) is not None for row in self.contacts),
            campaigns=self.campaigns,
        )

    def _line(self, name: str, mine: Callable[[Any], bool], *, contacts: int, campaigns: list[Any]) -> Line:
        new = [row for row in self.new if mine(row)]
        over = [row for row in new if row.created_at + NINETY <= NOW]
        concerns = [kept for customer, kept in self.concerns if mine(customer)]
        costs = [cost for row in campaigns if (cost := self.cost(row)) is not None]
        cost = sum(costs, Decimal()) if costs else None
        each = None if cost is None or not new else cost / len(new)
        visits = sum(row.number for row in self.visits if row.campaign_id in {of.pk for of in campaigns})
        cells = (
            whole(contacts),
            whole(len(new)),
            rounded(Share(len(new), len(self.new))),
            NOTHING if cost is None else _euros(cost),
            NOTHING if each is None else _euros(each),
            rounded(Share(sum(came_again(self.facts, row) for row in over), len(over))),
            rounded(Share(sum(complained(self.facts, row) for row in over), len(over))),
            rounded(Share(sum(concerns), len(concerns))),
        )
        return Line(
            name,
            cells,
            self._trend(new),
            visits,
            bool(contacts or new or concerns or cost or visits),
            len(new),
        )

    def _trend(self, new: list[Any]) -> str:
        parts = [sum(within(row.created_at, part) for row in new) for part in stretches(*self.when)]
        return f"Neu im Verlauf: {', '.join(map(str, parts))}" if new and len(parts) > 1 else NOTHING

    def cost(self, campaign: Any) -> Decimal | None:
        """What falls to the period, by days; one without a first day counts whole, one without a last until today."""
        if campaign.cost is None or campaign.starts_on is None:
            return None if campaign.cost is None else Decimal(campaign.cost)
        last = campaign.ends_on or max(TODAY, campaign.starts_on)
        days = [campaign.starts_on.toordinal() + n for n in range((last - campaign.starts_on).days + 1)]
        inside = [day for day in days if self.when[0].toordinal() <= day <= self.when[1].toordinal()]
        if not inside:
            return None
        cost: Decimal = campaign.cost
        return (cost * len(inside) / len(days)).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def _origin(contact: Any) -> int | None:
    """The source that was named, else that of the campaign."""
    named: int | None = contact.source_id or (contact.campaign.source_id if contact.campaign else None)
    return named


def _euros(amount: Decimal) -> str:
    return plain(money(amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN), "EUR"))


def title(new: int, known: int) -> str:
    """The sentence over the report."""
    if not new:
        return "In dieser Zeit kam niemand neu dazu."
    if known == new:
        if new == 1:
            return "Beim einzigen Neuzugang wissen wir, wie er zu uns kam."
        return f"Von allen {whole(new)} neuen Kundinnen und Kunden wissen wir, wie sie zu uns kamen."
    if new == 1:
        return "Beim einzigen Neuzugang wissen wir noch nicht, wie er zu uns kam."
    share = rounded(Share(known, new))
    return f"Von {share} der {whole(new)} neuen Kundinnen und Kunden wissen wir, wie sie zu uns kamen."
