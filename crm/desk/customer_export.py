"""Kunden as a file: who stands in the list, how to reach them, where they live, and how they came."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Aggregate, CharField, F, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer, EmailAddress, Finding, Kind, PhoneNumber, Salutation, called
from contacts.search import find
from crm.company.exporting import Listed
from crm.desk.customers import newest
from crm.lib.sheets.cells import Column

Line = dict[str, Any]


class _Joined(Aggregate):
    """All values of a column in one text; what both databases call differently."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ', ')"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def listed(*, words: str, with_gaps: bool, narrowed_by: str) -> Listed[Line]:
    """Whoever the page shows: those found by `words`, else all, or only those `with_gaps`."""
    if words:
        rows = Customer.objects.filter(pk__in=[hit.customer.pk for hit in find(words)]).order_by("-pk")
    else:
        rows = newest(with_gaps=with_gaps)
    return Listed(code="customers", columns=COLUMNS, rows=_lines(rows), narrowed_by=narrowed_by)


def _lines(rows: QuerySet[Customer]) -> Iterator[Line]:
    """One statement, however many."""
    me = {"customer": OuterRef("pk")}
    values = rows.values(
        *(
            "number",
            "kind",
            "salutation",
            "title",
            "first_name",
            "last_name",
            "organisation",
            "note",
            "created_at",
        ),
        street=F("address__street"),
        postal_code=F("address__postal_code"),
        city=F("address__city"),
        country=F("address__country"),
        source_name=F("source__name"),
        campaign_name=F("campaign__name"),
        reason_name=F("reason__name"),
        said_reason=F("reason_text"),
        group_name=F("group__name"),
        all_phones=_all_of(PhoneNumber.objects.filter(**me), "raw"),
        all_emails=_all_of(EmailAddress.objects.filter(**me), "raw"),
        all_gaps=_all_of(Finding.objects.filter(**me, resolved_at=None), "code"),
    )
    lines: Iterator[Line] = values.iterator(chunk_size=2_000)
    return lines


def _all_of(rows: QuerySet[Any], name: str) -> Subquery:
    one = rows.order_by().annotate(together=Value(1)).values("together")
    return Subquery(one.annotate(text=_Joined(name)).values("text")[:1], output_field=CharField())


def _open_gaps(line: Line) -> int:
    return len(line["all_gaps"].split(", ")) if line["all_gaps"] else 0


COLUMNS: tuple[Column[Line], ...] = (
    Column(_("Kundennummer"), lambda line: f"K-{line['number']}"),
    Column(_("Art"), lambda line: Kind(line["kind"]).label),
    Column(_("Anrede"), lambda line: Salutation(line["salutation"]).label if line["salutation"] else ""),
    Column(_("Titel"), lambda line: line["title"]),
    Column(_("Vorname"), lambda line: line["first_name"]),
    Column(_("Nachname"), lambda line: line["last_name"]),
    Column(_("Firma"), lambda line: line["organisation"]),
    Column(
        _("Anzeigename"),
        lambda line: called(
            *(line[name] for name in ("kind", "title", "first_name", "last_name", "organisation"))
        ),
    ),
    Column(_("Telefon"), lambda line: line["all_phones"]),
    Column(_("E-Mail"), lambda line: line["all_emails"]),
    Column(_("Straße und Hausnummer"), lambda line: line["street"]),
    Column(_("Postleitzahl"), lambda line: line["postal_code"]),
    Column(_("Ort"), lambda line: line["city"]),
    Column(_("Land"), lambda line: line["country"]),
    Column(_("Kundengruppe"), lambda line: line["group_name"]),
    Column(_("Herkunft"), lambda line: line["source_name"]),
    Column(_("Kampagne"), lambda line: line["campaign_name"]),
    Column(_("Anlass"), lambda line: line["reason_name"] or line["said_reason"]),
    Column(_("Notiz"), lambda line: line["note"]),
    Column(_("Angelegt am"), lambda line: line["created_at"]),
    Column(_("Offene Mängel"), _open_gaps),
)
