"""The accounts one tries Anklang with. They exist only in a demo database."""

from typing import Final

DEMO_PASSWORD: Final = "anklang-demo"  # noqa: S105 - printed after every build, protects nothing real
DEMO_PIN: Final = "170394"
"""Of everybody who may open the tablet at the counter."""

DEMO_LOGINS: Final = [
    ("admin", "Verwaltung"),
    ("leitung", "Geschäftsleitung"),
    ("teamleitung", "Teamleitung Kundenservice"),
    ("vorgang", "Sachbearbeitung"),
    ("laden", "Laden"),
    ("pforte", "Pforte"),
]
