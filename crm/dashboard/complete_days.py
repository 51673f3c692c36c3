"""Which days are counted: those that were over when the night wrote them."""

from datetime import date

from django.db.models import QuerySet

from crm.dashboard.codes import COMPLETE
from crm.dashboard.models import DailyFigure


def complete_days() -> "QuerySet[DailyFigure, date]":
    """Their days, in no order."""
    rows = DailyFigure.objects.filter(code=COMPLETE, dimension="", numerator=1).order_by()
    return rows.values_list("day", flat=True)


def newest_day() -> date | None:
    """The last of them; None before the first night."""
    return complete_days().order_by("-day").first()
