"""The Kennzahlen over the API: the same subjects, of the same period and filter, as the pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.models import Channel
from crm.company.presence import company_day
from crm.dashboard.figures.blocks import Block, Headline, Limits, Row, Subject
from crm.dashboard.figures.directory import read_directory
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.period import EARLIEST, LONGEST, Kind, Period, ending
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.goal import Target
from crm.dashboard.models import DailyFigure
from crm.lib.api_filters import by_code, by_id, chosen_code, chosen_id
from crm.lib.api_views import Resource

PERIODS: Final = {
    "day": Kind.DAY,
    "week": Kind.WEEK,
    "month": Kind.MONTH,
    "quarter": Kind.QUARTER,
    "year": Kind.YEAR,
    "own": Kind.OWN,
}


@dataclass(frozen=True)
class Told:
    """A subject with the days it is about."""

    period: Period
    subject: Subject

    @property
    def first(self) -> date:
        return self.period.first

    @property
    def last(self) -> date:
        return self.period.last


class HeadlineShape(serializers.Serializer[Headline]):
    """A number in words. `signal`: more than noise, "up" is good news. Empty: not known, or not every day counted."""

    label = serializers.CharField()  # type: ignore[assignment]  # the name is ours, not the field's caption
    value = serializers.CharField()
    meaning = serializers.CharField()
    before = serializers.CharField()
    year_ago = serializers.CharField()
    signal = serializers.ChoiceField(choices=["", "up", "down"])
    provisional = serializers.BooleanField()


class RowShape(serializers.Serializer[Row]):
    """`values` are drawn and may be fewer than `shown`; null where there is nothing or too little for a share."""

    label = serializers.CharField()  # type: ignore[assignment]
    values = serializers.ListField(child=serializers.FloatField(allow_null=True))
    shown = serializers.ListField(child=serializers.CharField())
    count_only = serializers.BooleanField()
    call = serializers.CharField()


class LimitsShape(serializers.Serializer[Limits]):
    """What is usual, in the unit of the first value."""

    lower = serializers.FloatField()
    mean = serializers.FloatField()
    upper = serializers.FloatField()


class TargetShape(serializers.Serializer[Target]):
    """Where a goal shall stand, in the unit of its chart. `vision`: what the vision says, where another was set."""

    value = serializers.FloatField()
    vision = serializers.FloatField(allow_null=True)


class BlockShape(serializers.Serializer[Block]):
    """A table and the chart over it. `provisional`: so many rows at the end may still change. `target`: of a goal."""

    code = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=["trend", "bars", "stacked", "heat", "share_bars"])
    meaning = serializers.CharField()
    unit = serializers.ChoiceField(choices=["count", "percent", "minutes"])
    columns = serializers.ListField(child=serializers.CharField())
    rows = RowShape(many=True)
    limits = LimitsShape(allow_null=True)
    target = TargetShape(allow_null=True)
    provisional = serializers.IntegerField()


class SubjectShape(serializers.Serializer[Told]):
    """A subject of the figures over the days `first` to `last`. Nothing in it is about a single person."""

    code = serializers.CharField(source="subject.code")
    title = serializers.CharField(source="subject.title")
    question = serializers.CharField(source="subject.question")
    first = serializers.DateField()
    last = serializers.DateField()
    headlines = HeadlineShape(source="subject.headlines", many=True)
    blocks = BlockShape(source="subject.blocks", many=True)
    notes = serializers.ListField(source="subject.notes", child=serializers.CharField())


class FiguresView(Resource):
    """GET /api/v1/figures/: the subjects of a period, with their numbers and tables."""

    queryset = DailyFigure.objects.none()
    serializer_class = SubjectShape

    @extend_schema(
        summary=gettext_lazy("Kennzahlen nach Thema, über einen Zeitraum"),
        responses=SubjectShape(many=True),
        parameters=[
            by_code("subject", list(SUBJECTS), gettext_lazy("Nur dieses Thema")),
            by_code("period", list(PERIODS), gettext_lazy("Zeitraum, sonst der Monat")),
            OpenApiParameter("from", OpenApiTypes.DATE, description=gettext_lazy("Erster Tag bei „own“")),
            OpenApiParameter("to", OpenApiTypes.DATE, description=gettext_lazy("Ein Tag darin, sonst heute")),
            by_code(
                "channel", Channel.values, gettext_lazy("Nur dieser Kanal; es gilt ein Filter auf einmal")
            ),
            by_id("topic", gettext_lazy("Nur dieses Anliegen")),
            by_id("site", gettext_lazy("Nur dieser Standort")),
        ],
    )
    def get(self, request: Request) -> Response:
        now = timezone.now()
        period = asked_period(request, today=company_day(now))
        filters = asked_filter(request)
        chosen = chosen_code(request, "subject", list(SUBJECTS))
        codes: Sequence[str] = [chosen] if chosen else list(SUBJECTS)
        page: Any = self.paginate_queryset(codes)
        known = read_directory()
        told: Any = [Told(period, SUBJECTS[code](period, filters, now, known)) for code in page]
        return self.get_paginated_response(SubjectShape(told, many=True).data)


def asked_period(request: Request, *, today: date) -> Period:
    """Raises ValidationError for what is no day or no period."""
    kind = PERIODS[chosen_code(request, "period", list(PERIODS)) or "month"]
    last = min(_day(request, "to") or today, today)
    if kind is not Kind.OWN:
        return ending(kind, last, today=today)
    first = _day(request, "from") or last.replace(day=1)
    if first > last or last - first >= LONGEST:
        raise ValidationError(
            {"from": [_("Der Zeitraum beginnt vor seinem Ende und hat höchstens zehn Jahre.")]}
        )
    return Period(kind, first, last)


def asked_filter(request: Request) -> Filters:
    """One at a time. Raises ValidationError."""
    filters = Filters(
        channel=chosen_code(request, "channel", Channel.values),
        topic=chosen_id(request, "topic"),
        site=chosen_id(request, "site"),
    )
    asked = [name for name in ("channel", "topic", "site") if request.query_params.get(name)]
    if len(asked) > 1:
        raise ValidationError({asked[1]: [_("Es gilt immer nur ein Filter auf einmal.")]})
    return filters


def _day(request: Request, name: str) -> date | None:
    typed = request.query_params.get(name, "")
    if not typed:
        return None
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day is None or day < EARLIEST:
        raise ValidationError({name: [_("Hier gehört ein Tag hin, wie 2026-11-22.")]})
    return day
