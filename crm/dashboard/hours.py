"""The working hours by which figures are counted: the current ones of every calendar."""

from crm.company.calendars import current_versions, hours_of, read_hours
from crm.lib.working_hours import Hours


def current_hours() -> dict[int, Hours]:
    """The hours of each calendar by its id. One statement, and once per process another for all of them."""
    current = current_versions()
    read_hours(version.pk for version in current.values())
    return {calendar: hours_of(version.pk) for calendar, version in current.items()}
