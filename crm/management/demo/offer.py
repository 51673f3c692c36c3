"""What the demo company sells, and how and why people come to it: products, sources, reasons, adverts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from contacts.campaigns import take_codes
from contacts.models import Campaign, CampaignCode, CampaignVisit, Product, Reason, Source
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
    "Zeitschrift": ("Saitenblick", "Musik am See", "AKUSTIK"),
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
RECOMMENDED: Final = "Empfehlung"
SCHOOL: Final = "SCHULE-LG"
# code, name, source, first appeared how many weeks before the end of the story, runs for how many weeks, cost
ADVERTS: Final = (
    ("SB19-3", "Saitenblick, Anzeige Meistergitarre", "Saitenblick", 26, 30, "2160"),
    ("SB11-25", "Saitenblick, Anzeige Wirbel in Palisander", "Saitenblick", 9, 13, "1290"),
    ("AK11", "AKUSTIK, Ausgabe 11, Coupon Grundeinstellung", "AKUSTIK", 12, 12, "1480"),
    ("MS-05", "Musik am See, Leihgeigen für Schulen", "Musik am See", 5, 9, "380.50"),
    ("MESSE-FN", "Messe Friedrichshafen, Stand Hollerbach", "Messe", 7, 3, "3450"),
    (SCHOOL, "Schulaktion Leihgeigen, Aushang und Elternabend", "Musikschule", 8, 10, "640"),
)
FURTHER_CODES: Final = {
    "AK11": {"AK11-14": "Ausgabe 11, Seite 14", "AK11-U4": "Ausgabe 11, Rückseite"},
    SCHOOL: {"SCHULE-LI": "Aushang Musikschule Lindau", "SCHULE-BR": "Aushang Musikschule Bregenz"},
}
VISITS_A_DAY: Final = 4.0  # of a short address, in its first days
FADES: Final = 0.96  # from one day to the next


def name_sources(*, by: User, at: datetime) -> dict[str, Source]:
    """How people come, in two levels."""
    sources: dict[str, Source] = {}
    for position, name in enumerate(SOURCES):
        sources[name] = Source(name=name, position=position, referral=name == RECOMMENDED)
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
    """Adverts, the fair stand and the schools with the codes customers read out, and who opened their addresses."""
    campaigns = []
    for code, name, source, weeks_ago, weeks, cost in ADVERTS:
        starts_on = until - timedelta(weeks=weeks_ago)
        campaign = Campaign(
            code=code,
            name=name,
            source=sources[source],
            starts_on=starts_on,
            ends_on=starts_on + timedelta(weeks=weeks),
            cost=Decimal(cost),
        )
        save_as(campaign, by=by, at=at)
        for further, place in FURTHER_CODES.get(code, {}).items():
            save_as(CampaignCode(campaign=campaign, code=further, place=place), by=by, at=at)
        take_codes(campaign)
        campaigns.append(campaign)
    CampaignVisit.objects.bulk_create(visit for each in campaigns for visit in _visits(each, until))
    return campaigns


def _visits(campaign: Campaign, until: date) -> Iterator[CampaignVisit]:
    """Many in the first days, fewer and fewer after, none in the future."""
    rng = Random(campaign.code)  # noqa: S311 - a demo, the same each time
    assert campaign.starts_on is not None
    for number in range((until - campaign.starts_on).days):
        opened = int(rng.expovariate(1 / (VISITS_A_DAY * FADES**number)))
        if opened:
            yield CampaignVisit(
                campaign=campaign, day=campaign.starts_on + timedelta(days=number), number=opened
            )
