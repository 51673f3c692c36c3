"""What the overview says of all subjects, read together: stored, counted live, and how long answers took.

Only the whole company: no parts, no names. Each number by the rule of the page it leads to.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, F, IntegerField, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

import cases.metrics
import feedback.metrics
from cases.models import Case
from contacts.metrics import recorded
from contacts.models import Customer
from contacts.origin_metrics import NEW
from crm.dashboard.codes import COMPLETE
from crm.dashboard.figures import contacts, ideas, master_data, open_cases, times
from crm.dashboard.figures.figures import (
    BEFORE,
    NEWEST,
    YEAR_AGO,
    Figures,
    Stored,
    part_of,
    stored_figures,
)
from crm.dashboard.figures.first_contacts import NET
from crm.dashboard.figures.live import live_days
from crm.dashboard.figures.period import Period
from crm.dashboard.figures.surveys import CSAT
from crm.dashboard.models import FirstContactCount
from crm.lib.periods import day_edges
from crm.lib.tallies import Figure, span
from feedback import idea_metrics
from feedback.models import SurveyCount, VoiceKind
from feedback.models.answer import SATISFIED_FROM

FIRST_CONTACT_DAYS: Final = "first_contact_days"
OPENED: Final = "cases_opened"
SUMS: Final = (contacts.CONTACTS, OPENED, NEW, ideas.DECIDED, *(kind.value for kind in VoiceKind))
FLOW: Final = Q(code__in=SUMS, dimension="") | Q(code=times.RESPONSE)
STOCK: Final = Q(code__in=(open_cases.OPEN, master_data.KNOWN), dimension="")


@dataclass(frozen=True)
class Together:
    """`firsts` are the first contacts: they have nights of their own."""

    daily: Figures
    firsts: Figures


def read_together(period: Period, *, now: datetime, today: date) -> Together:
    """Three statements; one where every day of the period is stored."""
    found = Together(Figures(period, today), Figures(period, today))
    first, *others = [
        *stored_figures(found.daily, flow=FLOW, stock=STOCK),
        *_firsts(found.firsts),
        *_answers(found.daily),
    ]
    daily, firsts = list[Stored](), list[Stored]()
    for part, code, *rest in first.union(*others, all=True):
        if code in (NET, FIRST_CONTACT_DAYS):
            firsts.append((part, NET if code == NET else COMPLETE, *rest))
        else:
            daily.append((part, code, *rest))
    found.daily.take(daily)
    found.firsts.take(firsts)
    _add_live(found, now)
    return found


def _windows(found: Figures) -> Iterator[tuple[Q, Any]]:
    before, year = found.period.before, found.period.year_ago
    yield Q(day__gte=found.period.first, day__lte=found.period.last), part_of(found)
    yield Q(day__gte=before.first, day__lte=before.last), Value(BEFORE, IntegerField())
    yield Q(day__gte=year.first, day__lte=year.last), Value(YEAR_AGO, IntegerField())


def _firsts(found: Figures) -> Iterator[QuerySet[Any, Any]]:
    stored = FirstContactCount.objects.filter(dimension="").order_by()
    base = F("kept") + F("returned") + F("denied") + F("followed_up")
    past = Q(day__lt=found.today)
    newest = (Q(day__gte=found.period.first), Value(NEWEST, IntegerField()))
    for code, windows, top, bottom in (
        (NET, [*_windows(found), newest], Sum("kept"), Sum(base)),
        (FIRST_CONTACT_DAYS, [*_windows(found)], Count("pk"), Value(0, IntegerField())),
    ):
        for days, part in windows:
            yield _row(stored.filter(days & past).annotate(part=part), code, top, bottom)


def _answers(found: Figures) -> Iterator[QuerySet[Any, Any]]:
    rows = SurveyCount.objects.filter(code=CSAT, dimension="").order_by()
    content = Coalesce(Sum("number", filter=Q(value__gte=SATISFIED_FROM)), Value(0))
    for days, part in _windows(found):
        yield _row(rows.filter(days).annotate(part=part), CSAT, content, Sum("number"))


def _row(rows: QuerySet[Any, Any], code: str, top: Any, bottom: Any) -> QuerySet[Any, Any]:
    """The columns of `stored_figures`."""
    named = rows.annotate(of=Value(code)).values("part", "of", "dimension")
    added: QuerySet[Any, Any] = named.annotate(top=top, bottom=bottom, newest=Max("day"))
    return added.values_list("part", "of", "dimension", "top", "bottom", "newest")


def _add_live(found: Together, now: datetime) -> None:
    daily, firsts = live_days(found.daily), live_days(found.firsts)
    asked: list[QuerySet[Any, Any]] = []
    if daily:
        asked += _of_the_day(day_edges(daily, settings.TIME_ZONE), now)
        answered = cases.metrics.responses(day_edges(daily, settings.TIME_ZONE))
        found.daily.add_live(daily[0], (each for each in answered if each.code == times.RESPONSE))
    if firsts:
        bounds = day_edges(firsts, settings.TIME_ZONE)
        came = recorded(bounds[0], bounds[-1])
        asked.append(_spans(came, feedback.metrics.first_contact_label(), "recorded_at", bounds))
    if found.daily.period.last == found.daily.today:
        standing = cases.metrics.unfinished().order_by().annotate(label=Value(open_cases.OPEN))
        now_open = standing.annotate(span=Value(0, IntegerField())).values_list("label", "span")
        asked.append(now_open.annotate(n=Count("pk")))
    if not asked:
        return
    spans = defaultdict[str, list[tuple[int, int]]](list)
    for label, number, n in asked[0].union(*asked[1:], all=True):
        spans[label].append((number, n))
    for _span, n in spans.pop(open_cases.OPEN, []):
        found.daily.stands(open_cases.OPEN, "", n)
    if firsts:
        found.firsts.add_live(firsts[0], _shares(spans, NET, feedback.metrics.KEPT, feedback.metrics.BASE))
    if daily:
        found.daily.add_live(
            daily[0], (Figure(number, code, "", n, None) for code in SUMS for number, n in spans[code])
        )
        settled = (idea_metrics.IN_TIME, idea_metrics.LATE)
        found.daily.add_live(daily[0], _shares(spans, ideas.DECIDED, settled[0], settled))


def _of_the_day(bounds: list[datetime], now: datetime) -> list[QuerySet[Any, Any]]:
    start, end = bounds[0], bounds[-1]
    opened = Case.objects.filter(opened_at__gte=start, opened_at__lt=end)
    new = Customer.objects.filter(created_at__gte=start, created_at__lt=end)
    return [
        _spans(recorded(start, end), Value(contacts.CONTACTS), "recorded_at", bounds),
        _spans(opened, Value(OPENED), "opened_at", bounds),
        _spans(new, Value(NEW), "created_at", bounds),
        _spans(feedback.metrics.voices(start, end), F("kind"), "at", bounds),
        _spans(idea_metrics.settled(start, end, at=now), F("how"), "settled_at", bounds),
    ]


def _spans(rows: QuerySet[Any, Any], label: Any, moment: str, bounds: list[datetime]) -> QuerySet[Any, Any]:
    labelled = rows.order_by().annotate(label=label, span=span(moment, bounds)).values_list("label", "span")
    counted: QuerySet[Any, Any] = labelled.annotate(n=Count("pk"))
    return counted


def _shares(
    spans: dict[str, list[tuple[int, int]]], code: str, above: str, below: tuple[str, ...]
) -> Iterator[Figure]:
    """`above` of everything that falls `below` the line."""
    for label in below:
        for number, n in spans.get(label, ()):
            yield Figure(number, code, "", n if label == above else 0, n)
