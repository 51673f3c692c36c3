from crm.company.models.calendar import (
    Calendar,
    CalendarConfirmation,
    CalendarDraft,
    CalendarVersion,
    DayKind,
)
from crm.company.models.counter import Counter
from crm.company.models.device import (
    EVALUATED,
    GUESS_HOUR,
    WRONG_IN_A_ROW,
    Badge,
    Device,
    DevicePin,
    EnrolmentCode,
    Guess,
)
from crm.company.models.export_log import ExportLog
from crm.company.models.installation import Installation
from crm.company.models.site import Site
from crm.company.models.team import Team
from crm.company.models.user import (
    NOTICE_FIELDS,
    WARNING_WAYS,
    Absence,
    DialWith,
    NoticeWay,
    Role,
    User,
    full_name,
    initials,
)

__all__ = [
    "EVALUATED",
    "GUESS_HOUR",
    "NOTICE_FIELDS",
    "WARNING_WAYS",
    "WRONG_IN_A_ROW",
    "Absence",
    "Badge",
    "Calendar",
    "CalendarConfirmation",
    "CalendarDraft",
    "CalendarVersion",
    "Counter",
    "DayKind",
    "Device",
    "DevicePin",
    "DialWith",
    "EnrolmentCode",
    "ExportLog",
    "Guess",
    "Installation",
    "NoticeWay",
    "Role",
    "Site",
    "Team",
    "User",
    "full_name",
    "initials",
]
