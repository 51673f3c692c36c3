"""Mängel as a file: every open finding, who it is about, how to reach them, and what is to be done."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from contacts.models import EmailAddress, Finding, PhoneNumber, called
from contacts.rules import in_force
from crm.company.exporting import Listed
from crm.lib.sheets.cells import Column

Line = dict[str, Any]
_NAME = ("kind", "title", "first_name", "last_name", "organisation")


def listed(rule: str, *, narrowed_by: str) -> Listed[Line]:
    """The findings of one rule, the oldest first; of all rules in force for "", the heaviest rule first."""
    return Listed(code="findings", columns=COLUMNS, rows=_lines(rule), narrowed_by=narrowed_by)


def _lines(rule: str) -> Iterator[Line]:
    """One statement for each rule, however many findings."""
    rules = in_force()
    wanted = [rules[rule]] if rule in rules else sorted(rules.values(), key=lambda each: -each.weight)
    for each in wanted:
        rows = Finding.objects.filter(code=each.code, resolved_at=None, customer__standing="")
        values: Any = _values(rows.order_by("since", "pk"))
        for line in values.iterator(chunk_size=2_000):
            yield {**line, "label": each.label, "hint": each.hint, "weight": each.weight}


def _values(rows: "QuerySet[Finding]") -> "QuerySet[Finding, Any]":
    of = {"customer": OuterRef("customer")}
    return rows.values(
        "since",
        number=F("customer__number"),
        street=F("customer__address__street"),
        postal_code=F("customer__address__postal_code"),
        city=F("customer__address__city"),
        phone=Subquery(PhoneNumber.objects.filter(**of).order_by("pk").values("raw")[:1]),
        email=Subquery(EmailAddress.objects.filter(**of).order_by("pk").values("raw")[:1]),
        **{f"of_{name}": F(f"customer__{name}") for name in _NAME},
    )


COLUMNS: tuple[Column[Line], ...] = (
    Column(_("Mangel"), lambda line: line["label"]),
    Column(_("Warum"), lambda line: line["hint"]),
    Column(_("Gewicht"), lambda line: line["weight"]),
    Column(_("Offen seit"), lambda line: line["since"]),
    Column(_("Kundennummer"), lambda line: f"K-{line['number']}"),
    Column(_("Kunde"), lambda line: called(*(line[f"of_{name}"] for name in _NAME))),
    Column(_("Telefon"), lambda line: line["phone"]),
    Column(_("E-Mail"), lambda line: line["email"]),
    Column(_("Straße und Hausnummer"), lambda line: line["street"]),
    Column(_("Postleitzahl"), lambda line: line["postal_code"]),
    Column(_("Ort"), lambda line: line["city"]),
)
