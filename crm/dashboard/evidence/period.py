from datetime import date, datetime, timedelta

from django.conf import settings

from crm.dashboard.series import WEEK, WEEKS
from crm.lib.periods import days_bounds


def thirteen_weeks(today: date) -> tuple[datetime, datetime]:
    """From the first moment of the 13 weeks of the Zielbild to the end of today."""
    return days_bounds(today - WEEKS * WEEK + timedelta(days=1), today, settings.TIME_ZONE)
