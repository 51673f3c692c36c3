"""The working hours by which figures are counted: the current ones of every calendar."""

from crm.company.calendars import current_versions, hours_of
from crm.lib.working_hours import Hours


def current_hours() -> dict[int, Hours]:
    """The hours of each calendar by its id. One statement; those of a version are read once per process."""
    return {calendar: hours_of(version.pk) for calendar, version in current_versions().items()}
