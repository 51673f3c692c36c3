"""Hours in which a person wants no mail. The app shows everything at once; only the mail waits for the morning."""

from datetime import datetime, timedelta

from django.utils.timezone import get_default_timezone

from crm.company.models import User


def earliest_mail(user: User, at: datetime) -> datetime:
    """`at`, or the end of the quiet hours it falls into. They may go over midnight; equal ends mean none."""
    begin, end = user.quiet_from, user.quiet_until
    if begin is None or end is None or begin == end:
        return at
    there = at.astimezone(get_default_timezone())
    clock = there.time()
    over_midnight = begin > end
    quiet = (clock >= begin or clock < end) if over_midnight else begin <= clock < end
    if not quiet:
        return at
    day = there.date() + timedelta(days=1 if over_midnight and clock >= begin else 0)
    return datetime.combine(day, end, tzinfo=there.tzinfo).astimezone(at.tzinfo)
