"""What a column means, by its heading: German and English lists, Outlook, Google, Thunderbird, in any spelling."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.lib.text import fold

EXTERNAL_ID, NAME = "external_id", "name"
NOTE = "note"
STREET, HOUSE_NUMBER, POSTCODE_AND_CITY = "street", "house_number", "postal_code_and_city"

LABELS: dict[str, str | Promise] = {
    EXTERNAL_ID: _("Nummer in der Liste"),
    "salutation": _("Anrede"),
    "title": _("Titel"),
    "first_name": _("Vorname"),
    "last_name": _("Nachname"),
    NAME: _("Name"),
    "organisation": _("Firma"),
    "phone": _("Telefon"),
    "email": _("E-Mail"),
    STREET: _("Straße und Hausnummer"),
    HOUSE_NUMBER: _("Hausnummer"),
    POSTCODE_AND_CITY: _("Postleitzahl und Ort"),
    "postal_code": _("Postleitzahl"),
    "city": _("Ort"),
    "country": _("Land"),
    NOTE: _("Notiz"),
}
PLACE_LABELS: dict[str, str | Promise] = {
    "work": _("geschäftlich"),
    "home": _("privat"),
    "other": _("weitere"),
}
_SPELLINGS = {
    EXTERNAL_ID: "id kundennummer kundennr kundenid kdnr customerid customernumber customerno externalid",
    "salutation": "anrede salutation",
    "title": "titel title nameprefix namenspraefix akademischertitel",
    "first_name": "vorname vornamen rufname firstname givenname forename first",
    "last_name": "nachname familienname zuname lastname familyname surname last",
    NAME: "name kunde kundenname vollername anzeigename displayname fullname ansprechpartner kontakt kontaktname",
    "organisation": "firma firmenname unternehmen organisation organization company companyname organizationname",
    "phone": "telefon telefonnummer telefonnr tel telnr rufnummer fon festnetz telefonfirma haupttelefon phone"
    " phonenumber telephone telephonenumber companymainphone primaryphone mobil mobiltelefon mobilnummer"
    " handy handynummer mobile mobilephone mobilenumber telefonmobil cell cellphone",
    "email": "email emailadresse emailaddress mail mailadresse primaryemail secondaryemail",
    STREET: "strasse str adresse anschrift strassehausnummer strasseundhausnummer strassehausnr strasseundhausnr"
    " strassenr strasseundnr street streetaddress address addressstreet",
    HOUSE_NUMBER: "hausnummer hausnr hnr housenumber streetnumber",
    POSTCODE_AND_CITY: "plzort plzundort postleitzahlort",
    "postal_code": "plz postleitzahl postcode postalcode zip zipcode addresspostalcode",
    "city": "ort stadt wohnort city town suburb locality addresscity",
    "country": "land landregion laendercode country countryregion countrycode addresscountry",
}
_NOTES = (
    "notiz notizen bemerkung bemerkungen anmerkung anmerkungen kommentar kommentare note notes comment comments"
    " remark remarks hinweis hinweise"
)
_SPELLINGS[NOTE] = (
    f"{_NOTES} weiteres fax telefax faxnummer telefonfax faxfirma faxphone abteilung department position funktion"
    " jobtitle middlename additionalname namenszusatz namesuffix suffix"
)
SAYS_IT_ITSELF = frozenset(_NOTES.split())
"""Headings of notes that nobody needs to read before the note."""
_FIELDS = {spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings.split()}
OF_AN_ADDRESS = {STREET, HOUSE_NUMBER, POSTCODE_AND_CITY, "postal_code", "city", "country"}
_REACHES = {"phone", "email"}
_PLACES = {
    **dict.fromkeys(("geschaeftlich", "dienstlich", "business", "work"), "work"),
    **dict.fromkeys(("privat", "private", "home"), "home"),
    **dict.fromkeys(("weitere", "weiterer", "andere", "anderer", "other"), "other"),
}
_SAYS_NOTHING = {"value", "wert"}
_HUMP = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_NUMBER = re.compile(r"^(.*?)(\d*)(\D*)$")


@dataclass(frozen=True)
class Column:
    """A column of the sheet. `field` is "" where we have no use for it; `place` tells several addresses apart."""

    index: int
    heading: str
    field: str
    place: str = ""

    @property
    def label(self) -> str:
        """What it means, in words: "Ort (privat)"."""
        label = str(LABELS[self.field])
        return f"{label} ({PLACE_LABELS.get(self.place, self.place)})" if self.place else label


def read_headings(cells: Sequence[str]) -> list[Column]:
    """What each column means. "Name" beside a first name is the last name, "Nr." after a street the house number."""
    columns: list[Column] = []
    for index, cell in enumerate(cells):
        column = _column(index, cell.strip())
        if fold(cell)[:1] == ("nr",):
            follows_street = bool(columns) and columns[-1].field == STREET
            column = replace(column, field=HOUSE_NUMBER if follows_street else EXTERNAL_ID)
        columns.append(column)
    fields = {column.field for column in columns}
    if "first_name" in fields and "last_name" not in fields:
        return [replace(each, field="last_name") if each.field == NAME else each for each in columns]
    return columns


def names_somebody(columns: Sequence[Column]) -> bool:
    """Whether any column can hold a name; without one the first line was no heading of ours."""
    return any(column.field in {"first_name", "last_name", "organisation", NAME} for column in columns)


def _column(index: int, heading: str) -> Column:
    folded = next(iter(fold(_HUMP.sub(" ", heading))), "")
    words = [word for word in folded.split() if word not in _SAYS_NOTHING]
    place = next((_PLACES[word] for word in words if word in _PLACES), "")
    before, number, after = _numbered("".join(word for word in words if word not in _PLACES))
    field = _FIELDS.get(before + after, "")
    if field in OF_AN_ADDRESS:
        second_line = field == STREET and not after
        return Column(index, heading, field, place + ("" if second_line or number == "1" else number))
    if place and field not in _REACHES:  # "Weitere Vornamen" are not the first name
        field = NOTE if field else ""
    return Column(index, heading, field)


def _numbered(text: str) -> tuple[str, str, str]:
    """What stands before the last number in a heading, the number, and what stands behind it."""
    found = _NUMBER.match(text)
    assert found is not None  # the pattern takes anything
    before, number, after = found.groups()
    return before, number, after
