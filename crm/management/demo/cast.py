"""The customers of the last scenes, and those whose names sound like theirs: known by name, with their history."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from contacts.models import Kind, Salutation
from contacts.recording import NewCustomer, create_customer
from contacts.sources import Origin
from crm.company.models import User
from crm.management.demo.company import Company
from crm.management.demo.customers import Known, People


@dataclass(frozen=True, kw_only=True)
class Role:
    """Somebody with a part: since when a customer, and how and why they came ("" where nobody knows)."""

    who: NewCustomer
    since: tuple[int, int, int]
    source: str = ""
    reason: str = ""
    reason_text: str = ""
    campaign: str = ""


MS, MR = Salutation.MS.value, Salutation.MR.value
FIRM: Final = Kind.ORGANISATION.value


def _person(
    salutation: str, first: str, last: str, postcode: str, town: str, *, phone: str = "", email: str = "",
    street: str = "", country: str = "DE", organisation: str = "",
) -> NewCustomer:  # fmt: skip
    return NewCustomer(
        salutation=salutation, first_name=first, last_name=last, organisation=organisation, phone=phone,
        email=email, street=street, postal_code=postcode, city=town, country=country,
    )  # fmt: skip


def _firm(
    name: str, postcode: str, town: str, *, phone: str, email: str, street: str = "", country: str = "DE"
) -> NewCustomer:
    return NewCustomer(
        kind=FIRM, organisation=name, phone=phone, email=email, street=street, postal_code=postcode, city=town,
        country=country,
    )  # fmt: skip


LINDAU: Final = ("88131", "Lindau (Bodensee)")

CAST: Final[dict[str, Role]] = {
    "maier": Role(
        who=_person(MS, "Ulrike", "Maier", *LINDAU, phone="0176 04069 831", email="u.maier@example.org",
                    street="Hafengasse 7"),
        since=(2019, 3, 12), reason="Instrument kaufen", campaign="SB19-3",
        reason_text="Suchte eine Gitarre für die Musikhochschule.",
    ),
    "mayer": Role(
        who=_person(MR, "Ulrich", "Mayer", *LINDAU, phone="08382 74418"),
        since=(2021, 6, 2), source="Vorbeigekommen", reason="Saiten und Zubehör",
    ),
    "musikhaus": Role(
        who=_firm("Musikhaus Maier OHG", "88161", "Lindenberg im Allgäu", phone="08381 80577",
                  email="buero.musikhaus-maier@example.org", street="Hauptstraße 31"),
        since=(2018, 10, 9), source="Messe", reason="Ausstattung für Schule oder Orchester",
    ),
    "meier-lind": Role(
        who=_person(MS, "Katharina", "Meier-Lind", "6900", "Bregenz", email="k.meier-lind@example.org", country="AT"),
        since=(2023, 1, 20), source="Suche", reason="Instrument mieten",
    ),
    "meyr": Role(
        who=_person(MR, "Anton", "Meyr", *LINDAU, phone="08382 61290"), since=(2022, 8, 30),
    ),
    "feldmann": Role(
        who=_person(MR, "Markus", "Feldmann", "88045", "Friedrichshafen", phone="0176 04069 415",
                    email="markus.feldmann@example.com", street="Ahornweg 12"),
        since=(2020, 11, 4), source="Suche", reason="Saiten und Zubehör",
    ),
    "allgaeu": Role(
        who=_firm("Musikschule Allgäu", "87435", "Kempten", phone="0831 562180",
                  email="buero.musikschule-allgaeu@example.org", street="Schulstraße 4"),
        since=(2017, 5, 15), source="Empfehlung", reason="Ausstattung für Schule oder Orchester",
    ),
    "sander": Role(
        who=_person(MS, "Birgit", "Sander", "87435", "Kempten", email="b.sander@example.org",
                    organisation="Musikschule Allgäu"),
        since=(2017, 5, 15), source="Empfehlung", reason="Ausstattung für Schule oder Orchester",
    ),
    "gymnasium": Role(
        who=_firm("Gymnasium am See", *LINDAU, phone="08382 90844", email="buero.gymnasium-am-see@example.org",
                  street="Seestraße 40"),
        since=(2021, 9, 13), source="Lehrkraft", reason="Ausstattung für Schule oder Orchester",
    ),
    "ahrens": Role(
        who=_person(MS, "Sophie", "Ahrens", "87437", "Kempten", phone="0176 04069 227",
                    email="sophie.ahrens@example.org"),
        since=(2024, 2, 8), source="Konzert", reason="Reparatur oder Einstellung",
    ),
    "wieland": Role(
        who=_person(MR, "Jakob", "Wieland", "6900", "Bregenz", phone="+43 664 550 4120", country="AT"),
        since=(2024, 5, 17), source="Freunde und Familie", reason="Instrument kaufen",
    ),
    "wendt": Role(
        who=_person(MS, "Carla", "Wendt", "8006", "Zürich", phone="+41 79 555 2094", email="c.wendt@example.com",
                    country="CH"),
        since=(2024, 11, 22), campaign="SB11-25", reason="Saiten und Zubehör",
    ),
    "oberhofer": Role(
        who=_person("", "", "Familie Oberhofer", "6020", "Innsbruck", phone="+43 512 738124",
                    email="oberhofer@example.org", country="AT"),
        since=(2023, 12, 5), source="Forum", reason="Instrument kaufen",
    ),
    "rigi": Role(
        who=_firm("Musikhaus Rigi AG", "6003", "Luzern", phone="+41 41 562 47 11",
                  email="buero.musikhaus-rigi@example.org", country="CH"),
        since=(2025, 3, 27), source="Messe",
    ),
    "arndt": Role(
        who=_person(MR, "Felix", "Arndt", "78462", "Konstanz", phone="0176 04069 602", email="felix.arndt@example.org",
                    street="Obere Gasse 3"),
        since=(2022, 4, 26), source="Musikschule", reason="Reparatur oder Einstellung",
    ),
    "yilmaz": Role(
        who=_person(MS, "Elif", "Yılmaz", "88212", "Ravensburg", phone="0751 562904", email="elif.yilmaz@example.org"),
        since=(2023, 7, 11), source="Lehrkraft", reason="Instrument mieten",
    ),
    "huber": Role(
        who=_person(MR, "Georg", "Huber", "88239", "Wangen im Allgäu", phone="07522 73019",
                    email="georg.huber@example.org", street="Lindenweg 9"),
        since=(2018, 12, 3), source="Zeitschrift", reason="Instrument kaufen",
    ),
    "nowak": Role(
        who=_person(MS, "Agnieszka", "Nowak", "88069", "Tettnang", phone="07542 50266"),
        since=(2024, 9, 19), source="Schaufenster", reason="Geschenk gesucht",
    ),
}  # fmt: skip


def bring_in_cast(people: People, company: Company, *, by: User, before: datetime) -> dict[str, Known]:
    """Store them, each since their date (never after `before`), firms before those who speak for them."""
    known = {}
    for name, role in CAST.items():
        since = min(datetime(*role.since, 10, 30, tzinfo=UTC), before)
        campaign = next((one for one in company.campaigns if one.code == role.campaign), None)
        origin = Origin(
            source=company.sources.get(role.source),
            reason=company.reasons.get(role.reason),
            reason_text=role.reason_text,
            campaign=campaign,
        )
        customer, _doubts = create_customer(role.who, by=by, at=since, origin=origin)
        known[name] = people.add(customer, role.who, in_a_scene=True)
    known["allgaeu"].speakers = (known["sander"].pk,)
    return known
