"""A card of an address book as a line of a table: each fact in the column where a list would have it."""

from contacts.importing.table import LONGEST_CELL, SEVERAL

NAME, TITLE, FIRST, MIDDLE, LAST, SUFFIX = (
    "Name",
    "Titel",
    "Vorname",
    "Weitere Vornamen",
    "Nachname",
    "Namenszusatz",
)
FIRM, DEPARTMENT, POSITION = "Firma", "Abteilung", "Position"
PHONE, FAX, EMAIL = "Telefon", "Fax", "E-Mail"
NOTE, MORE = "Notiz", "Weiteres"
PLACES = ("geschäftlich", "privat", "weitere")
STREET, POSTCODE, CITY, COUNTRY = "Straße", "PLZ", "Ort", "Land"

COLUMNS = (
    *(NAME, TITLE, FIRST, MIDDLE, LAST, SUFFIX, FIRM, DEPARTMENT, POSITION, PHONE, FAX, EMAIL),
    *(f"{part} {place}" for place in PLACES for part in (STREET, POSTCODE, CITY, COUNTRY)),
    *(NOTE, MORE),
)


class Card:
    """Collects what a card says, column by column."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._values: dict[str, list[str]] = {}

    def add(self, column: str, value: str) -> None:
        text = value.replace("\r\n", "\n").strip()
        values = self._values.setdefault(column, [])
        if text and text not in values:
            values.append(text)

    def add_address(self, place: str, parts: dict[str, str]) -> None:
        """An address at a place that has one already goes to the other ones, and after that to what else there is."""
        given = {part: ", ".join(text.split("\n")) for part, text in parts.items() if text.strip()}
        if not given:
            return
        free = next((each for each in (place, "weitere") if not self._taken(each)), "")
        if not free:
            self.add(MORE, f"ADR: {', '.join(given.values())}")
            return
        for part, text in given.items():
            self.add(f"{part} {free}", text)

    def cells(self) -> list[str]:
        return [self._cell(column) for column in COLUMNS]

    def _cell(self, column: str) -> str:
        joint = SEVERAL if column in (PHONE, EMAIL) else "\n" if column in (NOTE, MORE) else ", "
        return joint.join(self._values.get(column, ()))[:LONGEST_CELL]

    def _taken(self, place: str) -> bool:
        return any(f"{part} {place}" in self._values for part in (STREET, POSTCODE, CITY, COUNTRY))
