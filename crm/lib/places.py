"""The countries whose holidays are known, with their Länder and cantons by ISO 3166-2, and their time zones."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTRIES: Final[dict[str, str | Promise]] = {
    "DE": _("Deutschland"),
    "AT": _("Österreich"),
    "CH": _("Schweiz"),
}
ZONES: Final = {"DE": "Europe/Berlin", "AT": "Europe/Vienna", "CH": "Europe/Zurich"}
PARTS: Final[dict[str, dict[str, str | Promise]]] = {
    "DE": {
        "BW": _("Baden-Württemberg"),
        "BY": _("Bayern"),
        "BE": _("Berlin"),
        "BB": _("Brandenburg"),
        "HB": _("Bremen"),
        "HH": _("Hamburg"),
        "HE": _("Hessen"),
        "MV": _("Mecklenburg-Vorpommern"),
        "NI": _("Niedersachsen"),
        "NW": _("Nordrhein-Westfalen"),
        "RP": _("Rheinland-Pfalz"),
        "SL": _("Saarland"),
        "SN": _("Sachsen"),
        "ST": _("Sachsen-Anhalt"),
        "SH": _("Schleswig-Holstein"),
        "TH": _("Thüringen"),
    },
    "AT": {
        "1": _("Burgenland"),
        "2": _("Kärnten"),
        "3": _("Niederösterreich"),
        "4": _("Oberösterreich"),
        "5": _("Salzburg"),
        "6": _("Steiermark"),
        "7": _("Tirol"),
        "8": _("Vorarlberg"),
        "9": _("Wien"),
    },
    "CH": {
        "AG": _("Aargau"),
        "AI": _("Appenzell Innerrhoden"),
        "AR": _("Appenzell Ausserrhoden"),
        "BE": _("Bern"),
        "BL": _("Basel-Landschaft"),
        "BS": _("Basel-Stadt"),
        "FR": _("Freiburg"),
        "GE": _("Genf"),
        "GL": _("Glarus"),
        "GR": _("Graubünden"),
        "JU": _("Jura"),
        "LU": _("Luzern"),
        "NE": _("Neuenburg"),
        "NW": _("Nidwalden"),
        "OW": _("Obwalden"),
        "SG": _("St. Gallen"),
        "SH": _("Schaffhausen"),
        "SO": _("Solothurn"),
        "SZ": _("Schwyz"),
        "TG": _("Thurgau"),
        "TI": _("Tessin"),
        "UR": _("Uri"),
        "VD": _("Waadt"),
        "VS": _("Wallis"),
        "ZG": _("Zug"),
        "ZH": _("Zürich"),
    },
}
CODES: Final = frozenset(f"{country}-{part}" for country, parts in PARTS.items() for part in parts)
"""Every Land and canton as "DE-BY"."""


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped by country, for a select box."""
    return [
        (str(name), [(f"{country}-{part}", str(PARTS[country][part])) for part in PARTS[country]])
        for country, name in COUNTRIES.items()
    ]


def place_name(country: str, subdivision: str) -> str:
    """ "Bayern", or the country where no part of it is named."""
    known = PARTS.get(country, {}).get(subdivision)
    return str(known or COUNTRIES.get(country, country))
