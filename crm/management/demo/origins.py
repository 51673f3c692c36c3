"""How and why a new customer came, as far as somebody asked: it depends on the door."""

from datetime import date
from random import Random
from typing import Final

from contacts.campaigns import runs_on
from contacts.sources import Origin
from crm.management.demo.company import Company
from crm.management.demo.dice import happens
from crm.management.demo.offer import SCHOOL

_COMMON: Final = ("Empfehlung", "Freunde und Familie", "Internet", "Suche", "Lehrkraft", "Musikschule")
_SOURCES: Final = {
    "shop": (*_COMMON, "Vorbeigekommen", "Vorbeigekommen", "Vorbeigekommen", "Schaufenster", "Schaufenster"),
    "hotline": (*_COMMON, "Eigene Website", "Konzert", "Zeitschrift"),
    "workshop": (*_COMMON, "Konzert", "Lehrkraft"),
    "web": ("Suche", "Suche", "Eigene Website", "Forum", "Empfehlung"),
    "email": (*_COMMON, "Eigene Website"),
    "magazine": ("Saitenblick", "Saitenblick", "Musik am See"),
    "gate": (*_COMMON, "Vorbeigekommen"),
    "letter": ("Zeitschrift", "Empfehlung", "Konzert"),
    "fair": ("Messe",),
}
_REASONS: Final = (
    "Reparatur oder Einstellung",
    "Reparatur oder Einstellung",
    "Saiten und Zubehör",
    "Saiten und Zubehör",
    "Instrument kaufen",
    "Instrument kaufen",
    "Instrument mieten",
    "Geschenk gesucht",
    "Ausstattung für Schule oder Orchester",
    "Neugierig auf die Werkstatt",
)
_OWN_WORDS: Final = (
    "Hat die Geige vom Großvater geerbt.",
    "Sucht eine Gitarre für die Musikhochschule.",
    "Der alte Geigenbauer hat aufgehört.",
    "Ist an den See gezogen.",
    "Fängt mit sechzig noch einmal an.",
)


def how_they_came(rng: Random, company: Company, door: str, *, day: date) -> Origin:
    """Source and reason as told; empty where nobody asked. Who comes from a music school has seen its notice."""
    source = company.sources[rng.choice(_SOURCES[door])] if happens(rng, 0.94) else None
    reason = company.reasons[rng.choice(_REASONS)] if happens(rng, 0.89) else None
    own_words = rng.choice(_OWN_WORDS) if reason is None and happens(rng, 0.4) else ""
    seen = next((each for each in company.campaigns if each.source == source and each.code == SCHOOL), None)
    campaign = seen if seen is not None and runs_on(seen, day) else None
    return Origin(source=source, reason=reason, reason_text=own_words, campaign=campaign)
