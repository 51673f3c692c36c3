"""When a mail may arrive: by day, and on days on which the site works."""

from datetime import datetime

from django.utils.timezone import get_default_timezone

from crm.company.calendars import hours_of, newest_versions, read_hours
from crm.company.models import Site
from feedback.models import Survey


def in_hours(survey: Survey, now: datetime) -> bool:
    return survey.from_hour <= now.astimezone(get_default_timezone()).hour < survey.until_hour


def closed_sites(now: datetime) -> tuple[set[int], bool]:
    """The sites that do not work today (holiday, Sunday), and whether that is all of them. Two statements at most.

    A site without hours of its own yet counts as open.
    """
    sites = dict(Site.objects.filter(active=True).values_list("pk", "calendar_id"))
    versions = dict(newest_versions().values_list("calendar_id", "pk"))
    read_hours(versions.values())
    closed = {
        site
        for site, calendar in sites.items()
        if calendar in versions and not _works(versions[calendar], now)
    }
    return closed, bool(sites) and len(closed) == len(sites)


def _works(version_id: int, now: datetime) -> bool:
    hours = hours_of(version_id)
    return bool(hours.on(now.astimezone(hours.zone).toordinal()))
