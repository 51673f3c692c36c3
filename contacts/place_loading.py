"""Loading a table of places: which towns the postcodes of a country have, in the format of GeoNames.

A line is tab separated: country, postcode, town, and more that is not read. Everything of a country is replaced at once
or nothing is: whoever reads meanwhile sees the old table. The same file again changes nothing but the date.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.choices import forget
from contacts.models import Place, PlaceTable
from contacts.normalising.towns import town_key
from crm.lib.acts import refuse

COLUMNS: Final = 3
BATCH: Final = 2_000
LONGEST: Final = {"postal_code": 16, "town": 100}
MOST_PROBLEMS: Final = 20
SAID_EVERY: Final = 10_000


@dataclass(frozen=True)
class Loaded:
    """What was loaded: places by country. Lines that only repeated another are left out."""

    places: dict[str, int]
    lines: int


Tell = Callable[[int], None]


def load_places(lines: Iterable[str], *, at: datetime, tell: Tell = lambda _lines: None) -> Loaded:
    """Replace the tables of every country the lines are about. `tell` hears how many lines were read so far.

    Raises Refused, naming the lines, if one cannot be read; then nothing was changed.
    """
    found: dict[str, dict[tuple[str, str], Place]] = {}
    problems: list[str] = []
    read = 0
    for read, line in enumerate(lines, 1):
        if read % SAID_EVERY == 0:
            tell(read)
        if not line.strip("\r\n\t \ufeff"):
            continue
        place = _place(line, read, problems)
        if place is not None:
            found.setdefault(place.country, {})[place.postal_code, place.town] = place
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise refuse("", "\n".join(problems))
    if not found:
        raise refuse("", _("Die Datei enthält keinen Ort. Es wurde nichts geändert."))
    with transaction.atomic():
        for country, places in found.items():
            _replace(country, list(places.values()), at=at)
    forget()
    return Loaded(places={country: len(places) for country, places in found.items()}, lines=read)


def _place(line: str, number: int, problems: list[str]) -> Place | None:
    cells = [cell.strip() for cell in line.lstrip("\ufeff").rstrip("\r\n").split("\t")]
    if len(cells) < COLUMNS:
        problems.append(
            _("Zeile %(n)d: Erwartet werden Land, Postleitzahl und Ort, mit Tabulatoren getrennt.")
            % {"n": number}
        )
        return None
    country, code, town = cells[:COLUMNS]
    trouble = next(_troubles(country, code, town), "")
    if trouble:
        problems.append(_("Zeile %(n)d: %(trouble)s") % {"n": number, "trouble": trouble})
        return None
    return Place(country=country.upper(), postal_code=code, town=town, town_key=town_key(town))


def _troubles(country: str, code: str, town: str) -> Iterator[str]:
    if not (len(country) == len("DE") and country.isascii() and country.isalpha()):
        yield _("„%(value)s“ ist kein Land aus zwei Buchstaben.") % {"value": country[:40]}
    for name, value in (("postal_code", code), ("town", town)):
        if not value:
            yield _("Postleitzahl oder Ort fehlt.")
        if len(value) > LONGEST[name]:
            yield _("„%(value)s …“ ist zu lang.") % {"value": value[:40]}
        if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            yield _("Ein Zeichen lässt sich nicht speichern.")


def _replace(country: str, places: list[Place], *, at: datetime) -> None:
    Place.objects.filter(country=country).delete()
    Place.objects.bulk_create(places, batch_size=BATCH)
    table = PlaceTable.objects.filter(country=country).first() or PlaceTable(country=country, version=0)
    table.loaded_at, table.places, table.version = at, len(places), table.version + 1
    table.save()
