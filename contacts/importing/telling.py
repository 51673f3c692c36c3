"""Says of each row what is wrong, doubtful or known about it, in the language of whoever reads."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from contacts.importing import twins, undoing
from contacts.importing.judging import IDENTITY, understood
from contacts.importing.rows import Row
from contacts.models import Import, ImportRow

BATCH: Final = 500


@dataclass(frozen=True)
class Told:
    """A stored row, how it is understood, and what there is to say of it: errors hold it back, hints do not."""

    stored: ImportRow
    row: Row
    errors: list[str]
    hints: list[str]

    @property
    def messages(self) -> list[str]:
        return [*self.errors, *self.hints]


def tell(found: Import, rows: Sequence[ImportRow]) -> list[Told]:
    """`rows` with their customers selected: no statement."""
    return [
        Told(stored, row, [*row.refused], [*_about(stored), *row.warnings])
        for stored, row in zip(rows, understood(found, rows), strict=True)
    ]


def not_read_in(found: Import) -> Iterator[Told]:
    """Every row with something to tell that made no customer, in batches."""
    rows = ImportRow.objects.filter(belongs_to=found, troubled=True).exclude(fate=ImportRow.MADE)
    last = 0
    while batch := list(rows.filter(line__gt=last).select_related("customer").order_by("line")[:BATCH]):
        yield from tell(found, batch)
        last = batch[-1].line


def why_stays(why: str) -> str:
    """Why somebody stays though their import was undone."""
    words: dict[str, Callable[[], str]] = {
        undoing.CHANGED: lambda: _("Die Angaben wurden seitdem geändert."),
        undoing.FIRM: lambda: _("Für diese Firma spricht jemand, der bleibt."),
        undoing.GONE: lambda: _("Ist seitdem zusammengeführt oder gelöscht worden."),
        "contacts.AffiliationHistory.organisation": lambda: _(
            "Für diese Firma hat jemand gesprochen, der bleibt."
        ),
        "contacts.Customer.referred_by": lambda: _("Hat seitdem jemanden empfohlen, der bleibt."),
        "contacts.CustomerHistory.referred_by": lambda: _("Hat seitdem jemanden empfohlen, der bleibt."),
        "contacts.Contact": lambda: _("Es gibt seitdem einen Kontakt."),
        "contacts.Consent": lambda: _("Es gibt seitdem eine Einwilligung."),
        "contacts.Touch": lambda: _("Es gibt seitdem eine weitere Herkunft."),
        "cases": lambda: _("Es gibt seitdem einen Vorgang."),
        "feedback": lambda: _("Es gibt seitdem eine Stimme oder eine Umfrage."),
    }
    names = (why, why.rpartition(".")[0], why.partition(".")[0])
    return next((words[name]() for name in names if name in words), _("Seitdem hängt etwas daran."))


def _about(stored: ImportRow) -> list[str]:
    if stored.repeats and stored.twin_by:
        why: dict[str, str] = {
            twins.EMAIL: _("Vielleicht schon in Zeile %(line)d: gleiche E-Mail-Adresse und gleicher Name."),
            twins.PHONE: _("Vielleicht schon in Zeile %(line)d: gleiche Telefonnummer und gleicher Name."),
            twins.PLACE: _("Vielleicht schon in Zeile %(line)d: gleicher Name und gleiche Postleitzahl."),
        }
        return [why[stored.twin_by] % {"line": stored.repeats}]
    if stored.repeats:
        return [_("Genau so schon in Zeile %(line)d.") % {"line": stored.repeats}]
    if not stored.twin_by or stored.customer is None:
        return []
    texts: dict[str, str] = {
        IDENTITY: _("Schon eingelesen als %(who)s, mit anderen Angaben. Sie bleiben dort, wie sie sind."),
        twins.EMAIL: _("Vielleicht schon da: %(who)s, gleiche E-Mail-Adresse und gleicher Name."),
        twins.PHONE: _("Vielleicht schon da: %(who)s, gleiche Telefonnummer und gleicher Name."),
        twins.ALIKE: _("Vielleicht schon da: %(who)s, Name und andere Angaben sind sehr ähnlich."),
        twins.PLACE: _("Vielleicht schon da: %(who)s, gleicher Name und gleiche Postleitzahl."),
    }
    who = f"{stored.customer.name} ({stored.customer.number_label})"
    return [texts[stored.twin_by] % {"who": who}]
