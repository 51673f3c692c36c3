"""The shape of a goal as the API shows it. Figures keep two decimals; what is short of 100 never reads as 100."""

import math
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from crm.dashboard.goal import Goal, Measure

DIGITS = 2
ALL = 100


def exact(value: float) -> float:
    nearest = round(value, DIGITS)
    return nearest if nearest < ALL or value >= ALL else math.floor(value * 10**DIGITS) / 10**DIGITS


class Figure(serializers.FloatField):
    """A number as it is shown; null when it is not known."""

    def to_representation(self, value: Any) -> Any:
        return exact(value)


class MeasureShape(serializers.Serializer[Measure]):
    """A further figure. Percent from 0 to 100; minutes are working time for cases, elapsed time for contacts."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the name is ours, not the field's caption
    value = Figure(allow_null=True)
    unit = serializers.ChoiceField(choices=["percent", "count", "minutes", "per_thousand"])


class GoalShape(serializers.Serializer[Goal]):
    """A goal today. `value` is null when it is not known; `reason` then says why.

    A further goal of the company has the code "own-7". `vision_target` is there where the company set another target;
    `held_since` is the first day of the unbroken weeks that hold it, as far as 13 weeks reach.
    """

    code = serializers.CharField()
    title = serializers.CharField()
    vision = serializers.CharField()
    target = serializers.FloatField()
    vision_target = serializers.FloatField(allow_null=True)
    keeper = serializers.CharField()
    held_since = serializers.DateField(source="held.since", allow_null=True)
    value = Figure(allow_null=True)
    reason = serializers.CharField()
    unit = serializers.ChoiceField(choices=["percent", "count"])
    trend = serializers.SerializerMethodField()
    measures = MeasureShape(many=True)
    measured_at = serializers.DateTimeField()
    moved = serializers.CharField()

    @extend_schema_field(
        {"type": "array", "items": {"type": "array", "items": {}, "minItems": 2, "maxItems": 2}}
    )
    def get_trend(self, goal: Goal) -> list[list[Any]]:
        """Thirteen weeks as [last day, value or null], the newest last."""
        return [[day.isoformat(), None if value is None else exact(value)] for day, value in goal.trend]
