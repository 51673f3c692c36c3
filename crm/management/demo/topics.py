"""What contacts are about: eight topics as on the tiles, finer ones below, and two that stand apart."""

from datetime import datetime
from typing import Final, NamedTuple

from contacts.models import Topic
from crm.company.models import Team, User
from crm.lib.history import save_as
from crm.management.demo.people import OFFICE, SERVICE, SHOP, STAFF, WORKSHOP


class Fine(NamedTuple):
    """A topic of the lower level; `slow`: cannot be solved at once."""

    name: str
    icon: str
    slow: bool = False


TREE: Final = (
    (
        "Reparatur",
        "wrench",
        WORKSHOP,
        (
            Fine("Saite schnarrt", "music"),
            Fine("Riss, Leimfuge", "wrench", slow=True),
            Fine("Bogen behaaren", "wrench"),
            Fine("Einstellen", "wrench"),
            Fine("Stand der Reparatur", "question"),
        ),
    ),
    (
        "Ersatzteil",
        "box",
        WORKSHOP,
        (
            Fine("Wirbel, Mechanik", "key"),
            Fine("Steg, Sattel", "box"),
            Fine("Kinnhalter, Saitenhalter", "box"),
        ),
    ),
    (
        "Lieferung",
        "truck",
        SERVICE,
        (
            Fine("Wo ist mein Paket", "truck"),
            Fine("Teil fehlt", "box"),
            Fine("Transportschaden", "truck", slow=True),
        ),
    ),
    (
        "Beratung",
        "chat",
        SHOP,
        (
            Fine("Instrument kaufen", "bag"),
            Fine("Mieten, Leihen", "return"),
            Fine("Schule, Orchester", "users"),
        ),
    ),
    (
        "Saiten und Pflege",
        "music",
        SHOP,
        (
            Fine("Saiten wählen", "music"),
            Fine("Lack und Holz", "star"),
            Fine("Koffer, Luftfeuchte", "bag"),
        ),
    ),
    (
        "Rechnung",
        "receipt",
        SERVICE,
        (
            Fine("Rechnungskopie", "receipt"),
            Fine("Rechnung falsch", "receipt"),
            Fine("Zahlung, Raten", "tag"),
        ),
    ),
    (
        "Garantie",
        "shield",
        SERVICE,
        (
            Fine("Garantiefall", "shield", slow=True),
            Fine("Garantiedauer", "shield"),
        ),
    ),
    ("Händler finden", "pin", SERVICE, ()),
    ("Mitarbeiterverhalten", "user", STAFF, ()),
    ("Sonstiges", "question", OFFICE, ()),
)


def lay_out_topics(teams: dict[str, Team], *, by: User, at: datetime) -> dict[str, Topic]:
    """Both levels, by "Reparatur" and "Reparatur: Saite schnarrt"."""
    topics: dict[str, Topic] = {}
    for position, (name, icon, team, finer) in enumerate(TREE):
        apart = name == "Mitarbeiterverhalten"
        topics[name] = Topic(
            name=name,
            icon=icon,
            team=teams[team],
            position=position,
            confidential=apart,
            solvable_at_once=not apart,
            is_other=name == "Sonstiges",
        )
        save_as(topics[name], by=by, at=at)
        for place, fine in enumerate(finer):
            topic = Topic(
                parent=topics[name],
                name=fine.name,
                icon=fine.icon,
                team=teams[team],
                position=place,
                solvable_at_once=not fine.slow,
            )
            save_as(topic, by=by, at=at)
            topics[f"{name}: {fine.name}"] = topic
    return topics
