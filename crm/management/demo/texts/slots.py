"""Fills the slots of a text, every slot of a text at once."""

from random import Random
from typing import Final

_DAYS: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
_CHOICES: Final = {
    "gitarre": ("Meistergitarre", "Konzertgitarre", "Schülergitarre", "Westerngitarre", "Konzertgitarre"),
    "kaufgitarre": ("Meistergitarre", "Konzertgitarre", "„Säntis“", "Schülergitarre"),
    "streicher": ("Geige", "Bratsche", "Geige", "Viola", "Schülergeige"),
    "saite": ("H-Saite", "G-Saite", "D-Saite", "A-Saite", "E-Saite"),
    "tag": _DAYS,
    "wann": tuple(f"am {day}" for day in _DAYS),
    "anlass": (
        "im Konzert",
        "beim Vorspiel",
        "in der Orchesterprobe",
        "bei der Aufnahmeprüfung",
        "auf einer Hochzeit",
    ),
    "wochen": ("zwei Wochen", "drei Wochen", "zehn Tagen", "vier Wochen", "acht Tagen"),
    "wirbel": ("14:1", "18:1", "15:1"),
    "ort": ("Konstanz", "Kempten", "Bregenz", "Ulm", "St. Gallen", "Ravensburg", "Memmingen"),
}


def filled(text: str, rng: Random, *, town: str = "") -> str:
    """`text` with every slot filled. `town` is where the customer lives."""
    if "{" not in text:
        return text
    values = {name: rng.choice(choices) for name, choices in _CHOICES.items()}
    values |= {
        "alter": rng.choice(("sechs", "sieben", "acht", "neun", "elf")),
        "bund": str(rng.randint(2, 14)),
        "jahr": str(rng.randint(1994, 2022)),
        "auftrag": f"HB-{rng.randint(41_000, 58_999)}",
        "betrag": _euros(rng),
    }
    if town:
        values["ort"] = town
    done = text.format_map(values)
    return done[:1].upper() + done[1:]


def _euros(rng: Random) -> str:
    euros, tens = divmod(rng.randint(180, 9_400), 10)
    return f"{euros},{tens}0 €"
