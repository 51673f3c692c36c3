"""The file to hand over (Art. 15 and 20 DSGVO): a page to read and print, the same as JSON, and the attachments.

Every file that leaves the house, and every look into what is locked, is written down.
"""

import io
import json
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.template.loader import render_to_string

from contacts.models import Customer, Demand, ErasureLog, PrivacyRequest, ProcessingRegister
from contacts.privacy.person_data import Entry, Section, data_of
from crm.company.calendars import installation
from crm.company.models import ExportLog, User

NOTED: Final = "noted"
NOTES, FILES = "cases.CaseEvent", "cases.Attachment"
_STYLE = Path(__file__).with_name("person_file.css")


@dataclass(frozen=True)
class PersonFile:
    name: str
    content: bytes


def hand_over(customer: Customer, *, leave_out: Collection[str] = (), by: User, at: datetime) -> PersonFile:
    """Make the file, write down that it was made, and answer the request for it."""
    sections = data_of(customer, leave_out=leave_out)
    _note("person", "zip", customer, sections, by=by, at=at)
    PrivacyRequest.objects.filter(customer=customer, kind=Demand.ACCESS, done_at=None).update(
        done_at=at, done_by=by
    )
    return PersonFile(f"Auskunft-{customer.number_label}.zip", _zipped(customer, sections, at=at))


def look_into(customer: Customer, *, by: User, at: datetime) -> list[Section]:
    """What is known about somebody whose data are locked, for those who may; the look is written down."""
    sections = data_of(customer)
    _note("locked", "html", customer, sections, by=by, at=at)
    return sections


def _note(
    what: str, kind: str, customer: Customer, sections: list[Section], *, by: User, at: datetime
) -> None:
    rows = sum(len(section.entries) for section in sections)
    ExportLog.objects.create(
        at=at, by=by, listed=what, narrowed_by=customer.number_label, kind=kind, rows=rows
    )


def withholdable(customer: Customer) -> list[Entry]:
    """Internal notes and files: they may speak of other people, so somebody looks at them before they leave."""
    return [
        entry
        for section in data_of(customer)
        for entry in section.entries
        if section.holding.key == FILES
        or (section.holding.key == NOTES and any(c.name == "verb" and c.plain == NOTED for c in entry.cells))
    ]


def _zipped(customer: Customer, sections: list[Section], *, at: datetime) -> bytes:
    files = {
        entry.key: (_name_in_zip(number, entry), entry.file)
        for number, entry in enumerate(
            (entry for section in sections for entry in section.entries if entry.file is not None), 1
        )
    }
    context = {
        "customer": customer,
        "sections": sections,
        "at": at,
        "company": installation(),
        "register": ProcessingRegister.objects.first(),
        "erased": ErasureLog.objects.filter(customer_key=customer.pk).first(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Auskunft.html", render_to_string("contacts/privacy/person_file.html", context))
        archive.writestr("auskunft.css", _STYLE.read_text(encoding="utf-8"))
        archive.writestr(
            "Auskunft.json", json.dumps(_plain(customer, sections, at), indent=1, ensure_ascii=False)
        )
        for name, path in files.values():
            if path is not None and path.is_file():
                archive.write(path, name)
    return out.getvalue()


def _name_in_zip(number: int, entry: Entry) -> str:
    name = next((str(cell.plain) for cell in entry.cells if cell.name == "name"), "Datei")
    return f"Dateien/{number:03}-{name}"


def _plain(customer: Customer, sections: list[Section], at: datetime) -> dict[str, Any]:
    """By table, so that another program can read it (Art. 20 DSGVO)."""
    return {
        "customer": customer.number_label,
        "made_at": at.isoformat(),
        "tables": {
            section.holding.key: {
                "label": str(section.label),
                "purpose": str(section.purpose),
                "left_out": section.left_out,
                "rows": [{cell.name: cell.plain for cell in entry.cells} for entry in section.entries],
            }
            for section in sections
        },
    }
