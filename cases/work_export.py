"""Meine Arbeit as a file: the cases of a list whose matter this person may read; others stay in the house."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cases.models import Priority, Status
from cases.visibility import inside
from cases.work_address import Listing
from cases.work_rows import NAME, lines_of
from contacts.models import Channel, called
from crm.company.exporting import Listed
from crm.company.models import full_name
from crm.company.permissions import Viewer
from crm.lib.sheets.cells import Column

Line = dict[str, Any]


def listed(here: Listing, viewer: Viewer, *, now: Any, narrowed_by: str) -> Listed[Line]:
    """One statement, however many cases."""
    cases = here.cases(viewer).filter(inside(viewer))
    rows = lines_of(cases, now=now).values(
        *("number", "title", "status", "is_complaint", "due_at", "opened_at", "priority", "channel"),
        *("topic_name", "team_name", "city", "customer_id", "waits_for"),
        *(f"customer_{name}" for name in NAME),
        *(f"owner_{name}" for name in ("first_name", "last_name", "username")),
        customer_number=F("customer__number"),
    )
    return Listed(
        code="cases", columns=COLUMNS, rows=rows.iterator(chunk_size=2_000), narrowed_by=narrowed_by
    )


def _customer(line: Line) -> str:
    return called(*(line[f"customer_{name}"] for name in NAME)) if line["customer_id"] else ""


def _owner(line: Line) -> str:
    names = [line[f"owner_{name}"] for name in ("first_name", "last_name", "username")]
    return full_name(*names) if line["owner_username"] else ""


COLUMNS: tuple[Column[Line], ...] = (
    Column(_("Vorgang"), lambda line: f"#{line['number']}"),
    Column(_("Titel"), lambda line: line["title"]),
    Column(_("Kunde"), _customer),
    Column(_("Kundennummer"), lambda line: f"K-{line['customer_number']}" if line["customer_id"] else ""),
    Column(_("Ort"), lambda line: line["city"]),
    Column(_("Anliegen"), lambda line: line["topic_name"]),
    Column(_("Beschwerde"), lambda line: line["is_complaint"]),
    Column(_("Kanal"), lambda line: Channel(line["channel"]).label if line["channel"] else ""),
    Column(_("Stand"), lambda line: Status(line["status"]).label),
    Column(_("Dringlichkeit"), lambda line: Priority(line["priority"]).label),
    Column(_("Nächste Frist"), lambda line: line["due_at"]),
    Column(_("Team"), lambda line: line["team_name"]),
    Column(_("Zuständig"), _owner),
    Column(_("Eröffnet am"), lambda line: line["opened_at"]),
)
