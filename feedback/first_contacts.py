"""First-contact resolution in parts: by topic, channel, site, week and what was lacking, and the contacts behind each.

Both are read from the contacts themselves by the same rule (`feedback.metrics.first_contact_label`). The numbers are
stored every night (`crm.dashboard.first_contact_counts`), the list behind one is read when somebody opens it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from cases.models import Hindrance
from contacts.metrics import one_by_one_within, recorded
from contacts.models import Contact, Outcome, Void
from crm.lib.tallies import span
from feedback.metrics import (
    DENIED,
    FOLLOWED_UP,
    KEPT,
    NAMELESS,
    NOT_POSSIBLE,
    RETURNED,
    denied,
    first_contact_label,
    outside,
    returned,
)

UNSAID: Final = "unsaid"
"""Nobody said what was lacking."""
KINDS: Final = ("alle", "brutto", "netto", "wieder", "verneint", "vorgang", "ohne-namen", "nicht-moeglich")
"""Which contacts a number stands for: the words in its address."""
RARE: Final = ("wieder", "verneint")
NEWEST_VOIDS: Final = 500
"""More are not taken back between two nights."""


class Group(NamedTuple):
    """`n` contacts that have all this in common. `span` counts the parts of the period from 0."""

    span: int
    label: str
    channel: str
    topic: int | None
    site: int | None
    lack: str
    n: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which contacts are meant. `sites`: None for all; None in it stands for contacts without a site."""

    kind: str = "alle"
    topic: int | None = None
    channel: str = ""
    lack: str = ""
    sites: Collection[int | None] | None = None


def groups(bounds: Sequence[datetime]) -> list[Group]:
    """Everything that is counted of the neighbouring periods, in one statement. Void contacts count nowhere."""
    rows = recorded(bounds[0], bounds[-1]).order_by()
    labelled = rows.annotate(span=span("recorded_at", bounds), label=first_contact_label(), lack=_lack())
    counted = labelled.values_list("span", "label", "channel", "topic", "site", "lack").annotate(
        n=Count("pk")
    )
    return [Group(*row) for row in counted]


def voided_since(since: datetime, *, start: datetime, end: datetime) -> int:
    """So many first contacts of the period were taken back after `since`: of the newest voids there are."""
    newest = Void.objects.order_by("-pk").values("contact")[:NEWEST_VOIDS]
    mine = Contact.objects.filter(
        pk__in=newest, void__at__gt=since, recorded_at__gte=start, recorded_at__lt=end
    )
    return mine.filter(~outside(), _of_kind("alle")).count()


def contacts_behind(start: datetime, end: datetime, choice: Choice) -> QuerySet[Any, Any]:
    """The contacts of a number, the newest first, with `label` and `lack`.

    Asked of each contact in this order, so that a page costs the same whatever the period holds; only where hardly
    any are meant, all of the period are asked at once.
    """
    meant = recorded(start, end).filter(~outside(), _of_kind(choice.kind))
    if choice.topic is not None:
        meant = meant.filter(topic=choice.topic)
    if choice.channel:
        meant = meant.filter(channel=choice.channel)
    if choice.lack:
        said = Hindrance.objects.filter(contact=OuterRef("pk"))
        lacking = ~Exists(said) if choice.lack == UNSAID else Exists(said.filter(lack=choice.lack))
        meant = meant.filter(lacking, outcome=Outcome.FOLLOW_UP)
    if choice.sites is not None:
        known = Q(site__in=[pk for pk in choice.sites if pk is not None])
        meant = meant.filter(known | Q(site=None) if None in choice.sites else known)
    if choice.kind not in RARE:
        meant = one_by_one_within(meant, start, end)
    return meant.annotate(label=_label(choice.kind), lack=_lack()).order_by("-recorded_at", "-id")


def _label(kind: str) -> Value | Case:
    """The rule of `first_contact_label` for contacts of one kind, which is known of most."""
    of = {
        "vorgang": FOLLOWED_UP,
        "wieder": RETURNED,
        "verneint": DENIED,
        "netto": KEPT,
        "ohne-namen": NAMELESS,
    }
    if kind in of or kind == "nicht-moeglich":
        return Value(of.get(kind, NOT_POSSIBLE))
    return Case(
        When(outcome=Outcome.FOLLOW_UP, then=Value(FOLLOWED_UP)),
        When(returned(), then=Value(RETURNED)),
        When(denied(), then=Value(DENIED)),
        default=Value(KEPT),
    )


def _of_kind(kind: str) -> Q:
    """The rule of `first_contact_label` for one kind: asks whether somebody came again only where that decides."""
    possible = Q(topic__solvable_at_once=True)
    named = possible & Q(customer__isnull=False)
    solved = named & Q(outcome=Outcome.RESOLVED)
    meant = {
        "alle": named,
        "vorgang": named & Q(outcome=Outcome.FOLLOW_UP),
        "brutto": solved,
        "wieder": solved & Q(returned()),
        "verneint": solved & ~Q(returned()) & Q(denied()),
        "netto": solved & ~Q(returned()) & ~Q(denied()),
        "ohne-namen": possible & Q(customer=None),
        "nicht-moeglich": Q(topic__solvable_at_once=False),
    }
    return meant[kind]


def _lack() -> Case:
    """What was lacking where a case was made of it; asked only of those."""
    said = Hindrance.objects.filter(contact=OuterRef("pk")).values("lack")
    return Case(
        When(outcome=Outcome.FOLLOW_UP, then=Coalesce(Subquery(said), Value(UNSAID))),
        default=Value(""),
        output_field=CharField(),
    )
