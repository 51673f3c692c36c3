"""Goal 4 opens the customers of whom something is missing or doubtful, and how the new ones came."""

from dataclasses import dataclass

from django.db.models import Prefetch

from contacts.metrics import came_by, certain_duplicates, lacking
from contacts.models import Customer, DuplicatePair, Finding
from contacts.quality import FINDINGS
from contacts.rules import REASON_MISSING, SOURCE_MISSING
from crm.company.permissions import Viewer
from crm.dashboard.evidence.inside import MOST_ROWS
from crm.dashboard.evidence.period import thirteen_weeks
from crm.dashboard.goal import Text
from crm.dashboard.reading import Reading


@dataclass(frozen=True)
class Lacking:
    customer: Customer
    gaps: list[Text]


@dataclass(frozen=True)
class MasterData:
    """`twice`: certain duplicates nobody has decided. `came_by`: source ("" while unknown) and number of those who
    came in 13 weeks, the strongest first."""

    lacking: list[Lacking]
    came_by: list[tuple[str, int]]
    twice: list[DuplicatePair]


def rows(reading: Reading, _viewer: Viewer) -> MasterData:
    """Four statements."""
    twice = certain_duplicates().select_related("one", "other")[:MOST_ROWS]
    return MasterData(_lacking(), came_by(*thirteen_weeks(reading.today)), list(twice))


def _lacking() -> list[Lacking]:
    """The newest ones."""
    still_open = Prefetch("findings", Finding.objects.filter(resolved_at=None), to_attr="still_open")
    newest = lacking().prefetch_related(still_open).order_by("-id")[:MOST_ROWS]
    return [Lacking(customer, _gaps(customer)) for customer in newest]


def _gaps(customer: Customer) -> list[Text]:
    codes = [finding.code for finding in customer.still_open]  # type: ignore[attr-defined]  # prefetched above
    if customer.source_id is None:
        codes.append(SOURCE_MISSING)
    if customer.reason_id is None and not customer.reason_text:
        codes.append(REASON_MISSING)
    return [FINDINGS[code].label if code in FINDINGS else code for code in dict.fromkeys(codes)]
