"""What the demo company sells, and how and why people come to it: products, sources, reasons, adverts."""

from datetime import date, datetime, timedelta
from typing import Final

from contacts.models import Campaign, Product, Reason, Source
from crm.company.models import User
from crm.lib.history import save_as

SOURCES: Final = (
    "Zeitschrift",
    "Empfehlung",
    "Internet",
    "Messe",
    "Vorbeigekommen",
    "Schaufenster",
    "Musikschule",
    "Konzert",
)
FINER_SOURCES: Final = {
    "Zeitschrift": ("Saitenblick", "Musik am See"),
    "Internet": ("Suche", "Eigene Website", "Forum"),
    "Empfehlung": ("Freunde und Familie", "Lehrkraft"),
}
REASONS: Final = (
    "Instrument kaufen",
    "Reparatur oder Einstellung",
    "Saiten und Zubehör",
    "Instrument mieten",
    "Geschenk gesucht",
    "Ausstattung für Schule oder Orchester",
    "Neugierig auf die Werkstatt",
)
PRODUCTS: Final = (
    "Meistergitarre",
    "Konzertgitarre „Säntis“",
    "Schülergitarre „Pfänder“",
    "Violine „Bodan“",
    "Viola „Bodan“",
    "Violoncello „Argen“",
    "Schülervioline 3/4",
    "Bogen Pernambuk",
    "Saitensatz Carbon",
    "Koffer und Etuis",
    "Leihinstrument",
    "Werkstattleistung",
)
# code, name, source, first appeared how many weeks before the end of the story, runs for how many weeks
ADVERTS: Final = (
    ("SB19-3", "Saitenblick, Anzeige Meistergitarre", "Saitenblick", 26, 30),
    ("SB11-25", "Saitenblick, Anzeige Wirbel in Palisander", "Saitenblick", 9, 13),
    ("MS-04", "Musik am See, Coupon Grundeinstellung", "Musik am See", 12, 12),
    ("MS-05", "Musik am See, Leihgeigen für Schulen", "Musik am See", 5, 9),
    ("MESSE-FN", "Messe Friedrichshafen, Stand Hollerbach", "Messe", 7, 3),
)


def name_sources(*, by: User, at: datetime) -> dict[str, Source]:
    """How people come, in two levels."""
    sources: dict[str, Source] = {}
    for position, name in enumerate(SOURCES):
        sources[name] = Source(name=name, position=position)
        save_as(sources[name], by=by, at=at)
        for place, finer in enumerate(FINER_SOURCES.get(name, ())):
            sources[finer] = Source(name=finer, parent=sources[name], position=place)
            save_as(sources[finer], by=by, at=at)
    return sources


def name_reasons(*, by: User, at: datetime) -> dict[str, Reason]:
    """Why people come."""
    reasons = {name: Reason(name=name, position=position) for position, name in enumerate(REASONS)}
    for reason in reasons.values():
        save_as(reason, by=by, at=at)
    return reasons


def name_products(*, by: User, at: datetime) -> dict[str, Product]:
    """What a contact can be about."""
    products = {name: Product(name=name) for name in PRODUCTS}
    for product in products.values():
        save_as(product, by=by, at=at)
    return products


def place_adverts(sources: dict[str, Source], *, until: date, by: User, at: datetime) -> list[Campaign]:
    """Magazine adverts and the fair stand with the codes customers read out."""
    campaigns = []
    for code, name, source, weeks_ago, weeks in ADVERTS:
        starts_on = until - timedelta(weeks=weeks_ago)
        campaign = Campaign(
            code=code,
            name=name,
            source=sources[source],
            starts_on=starts_on,
            ends_on=starts_on + timedelta(weeks=weeks),
        )
        save_as(campaign, by=by, at=at)
        campaigns.append(campaign)
    return campaigns
