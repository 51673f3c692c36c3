"""From a line of the sheet to a new customer: what cannot be stored is refused, what is doubtful is only told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.importing.cells import Cells, Noted, labelled
from contacts.importing.countries import country_code
from contacts.importing.courtesy import Courtesy, read_courtesy, read_title
from contacts.importing.full_name import FullName, read_full_name
from contacts.importing.headings import EXTERNAL_ID, LABELS, NAME, Column
from contacts.importing.table import Line
from contacts.models import Kind, Salutation
from contacts.recording import NewCustomer
from contacts.tidying import tidy
from crm.lib import emails, phones, postcodes
from crm.lib.acts import Refused
from crm.lib.emails import Email
from crm.lib.phones import Phone

_MORE = gettext_lazy("Weitere Anschrift")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line as we understand it. `new` holds the first of `phones` and `emails`; `noted` is what has no field of its
    own, and becomes the `note`. Nothing refused: it can be stored.
    """

    line: int
    cells: tuple[str, ...]
    external_id: str
    new: NewCustomer
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    noted: tuple[Noted, ...] = ()
    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        return "\n".join(dict.fromkeys(map(str, self.noted)))

    @property
    def salutation(self) -> str:
        return str(Salutation(self.new.salutation).label) if self.new.salutation else ""


def read_rows(lines: Iterable[Line], columns: Sequence[Column], *, home: str) -> Iterator[Row]:
    """home: two letters of the country of those for whom none is named."""
    for line in lines:
        yield _read(line, Cells(line.cells, columns, has_formula=line.has_formula), home)


def _read(line: Line, cells: Cells, home: str) -> Row:
    warnings = cells.warnings()
    noted = cells.noted()
    polite, name = _names(cells, warnings, noted)
    country = _country(cells.of_address("country"), home, warnings, noted)
    noted += [labelled(_MORE, each) for each in cells.more_addresses()]
    new = NewCustomer(
        salutation=polite.salutation or name.salutation,
        title=polite.title or name.title,
        first_name=name.first_name,
        last_name=name.last_name,
        organisation=name.organisation,
        street=cells.street(),
        postal_code=cells.postal_code(),
        city=cells.city(),
        country=country,
        phone=next(iter(cells.all("phone")), ""),
        email=next(iter(cells.all("email")), ""),
    )
    row = Row(
        line=line.number,
        cells=tuple(line.cells),
        external_id=cells.first(EXTERNAL_ID),
        new=_as_whom(new),
        noted=tuple(noted),
    )
    refused = [*cells.complaints(), *_complaints(row.new, row.note, cells)]
    if refused:
        return replace(row, refused=tuple(refused), warnings=tuple(warnings))
    read_phones = tuple(phones.parse(raw, country) for raw in cells.all("phone"))
    read_emails = tuple(emails.parse(raw) for raw in cells.all("email"))
    warnings += _doubts(row.new, read_phones, read_emails)
    return replace(row, phones=read_phones, emails=read_emails, warnings=tuple(warnings))


def _names(cells: Cells, warnings: list[str], noted: list[Noted]) -> tuple[Courtesy, FullName]:
    """Names of their own columns count; a column with the full name counts where they are empty."""
    polite, titled = read_courtesy(cells.first("salutation")), read_title(cells.first("title"))
    if polite.unknown:
        warnings.append(
            _("Anrede: „%(value)s“ kennen wir nicht, es steht in der Notiz.") % {"value": polite.unknown[:40]}
        )
        noted.append(labelled(LABELS["salutation"], polite.unknown))
    both = Courtesy(
        polite.salutation or titled.salutation,
        " ".join(dict.fromkeys(part for part in (polite.title, titled.title) if part)),
    )
    first, last, firm = (cells.first(field) for field in ("first_name", "last_name", "organisation"))
    whole = cells.first(NAME)
    if polite.is_firm and not firm:
        return both, FullName(organisation=" ".join(part for part in (first, last) if part) or whole)
    if first or last or not whole or whole == firm:
        return both, FullName("", "", first, last, firm)
    name = read_full_name(whole)
    return both, name._replace(organisation=firm or name.organisation)


def _as_whom(new: NewCustomer) -> NewCustomer:
    """Somebody named only by a firm is that firm."""
    is_firm = bool(new.organisation) and not (new.first_name or new.last_name)
    return replace(new, kind=Kind.ORGANISATION.value) if is_firm else new


def _country(text: str, home: str, warnings: list[str], noted: list[Noted]) -> str:
    code = country_code(text) if text else home
    if not code:
        warnings.append(
            _("Land: „%(value)s“ kennen wir nicht, es wird das Land der Firma eingetragen.")
            % {"value": text[:40]}
        )
        noted.append(labelled(LABELS["country"], text))
    return code or home


def _complaints(new: NewCustomer, note: str, cells: Cells) -> list[str]:
    if not (new.first_name or new.last_name or new.organisation):
        return [_("Hier fehlt ein Name oder eine Firma.")]
    found: dict[str, str] = {}
    ways = [{"phone": raw} for raw in cells.all("phone")] + [{"email": raw} for raw in cells.all("email")]
    for values in (asdict(new), {"note": note}, *ways):
        try:
            tidy(values)
        except Refused as refusal:
            found |= {field: " ".join(texts) for field, texts in refusal.messages.items()}
    return [f"{LABELS.get(field, field)}: {text}" for field, text in found.items()]


def _doubts(new: NewCustomer, numbers: Sequence[Phone], addresses: Sequence[Email]) -> list[str]:
    number = _("Telefon: „%(value)s“ sieht nicht wie eine vollständige Nummer aus.")
    address = _("E-Mail: „%(value)s“ sieht nicht wie eine gültige Adresse aus.")
    doubts = [number % {"value": phone.raw} for phone in numbers if phone.doubtful]
    doubts += [address % {"value": email.raw} for email in addresses if email.doubtful]
    if not postcodes.fits(new.postal_code, new.country):
        doubts.append(
            _("Postleitzahl: „%(value)s“ passt nicht zum Land %(country)s.")
            % {"value": new.postal_code, "country": new.country}
        )
    return doubts
