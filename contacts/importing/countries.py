"""Countries as lists write them: two letters, the letters on number plates, German and English names."""

from phonenumbers import SUPPORTED_REGIONS

from crm.lib.text import fold

_NAMES = {
    "DE": "d deutschland germany brd",
    "AT": "a österreich austria",
    "CH": "schweiz switzerland suisse",
    "LI": "fl liechtenstein",
    "BE": "b belgien belgium",
    "BG": "bulgarien bulgaria",
    "CZ": "tschechien czechia",
    "DK": "dänemark denmark",
    "ES": "e spanien spain",
    "FI": "finnland finland",
    "FR": "f frankreich france",
    "GB": "uk großbritannien england",
    "GR": "griechenland greece",
    "HR": "kroatien croatia",
    "HU": "h ungarn hungary",
    "IE": "irl irland ireland",
    "IT": "i italien italy",
    "LU": "l luxemburg luxembourg",
    "NL": "niederlande holland netherlands",
    "NO": "n norwegen norway",
    "PL": "polen poland",
    "PT": "p portugal",
    "RO": "rumänien romania",
    "SE": "s schweden sweden",
    "SI": "slo slowenien slovenia",
    "SK": "slowakei slovakia",
    "TR": "türkei turkey türkiye",
    "US": "usa",
}
_PHRASES = {
    "bundesrepublik deutschland": "DE",
    "tschechische republik": "CZ",
    "czech republic": "CZ",
    "vereinigtes königreich": "GB",
    "united kingdom": "GB",
    "vereinigte staaten": "US",
    "united states": "US",
}
_CODES = {
    **{fold(name)[0]: code for code, names in _NAMES.items() for name in names.split()},
    **{fold(phrase)[0]: code for phrase, code in _PHRASES.items()},
}


def country_code(text: str) -> str:
    """The two letters of a country, "" for one we do not know."""
    folded = next(iter(fold(text)), "")
    if folded.upper() in SUPPORTED_REGIONS:
        return folded.upper()
    return _CODES.get(folded, "")
