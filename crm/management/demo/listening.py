"""What there is to listen to in the demo: expectations, remarks on competitors, a part that breaks, reviews read in.

Beside the story and its dice, so that the story stays what it is without them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from itertools import cycle
from typing import Final
from uuid import UUID, uuid5

from contacts.models import Channel, Customer, Outcome, Topic
from crm.desk.capture import Capture, capture
from crm.desk.reviews import read_reviews, take_in
from crm.management.demo.world import World
from feedback.models import Feedback, Severity, VoiceKind, VoiceOrigin
from feedback.sorting import Chosen, sort_voice

Sentence = tuple[str, str]

EXPECTED: Final[tuple[Sentence, ...]] = (
    ("Reparatur: Einstellen", "Erwartet, dass die Werkstatt von sich aus anruft, wenn es teurer wird."),
    ("Lieferung: Wo ist mein Paket", "Erwartet eine Nachricht mit Uhrzeit, bevor das Instrument kommt."),
    ("Beratung: Schule, Orchester", "Erwartet für die Musikschule eine feste Ansprechpartnerin."),
    ("Beratung: Mieten, Leihen", "Erwartet, die Miete beim Kauf ganz angerechnet zu bekommen."),
    ("Reparatur: Stand der Reparatur", "Erwartet, den Stand der Reparatur selbst nachsehen zu können."),
    ("Saiten und Pflege: Saiten wählen", "Erwartet, Saiten im Laden anspielen zu dürfen."),
    ("Reparatur: Bogen behaaren", "Erwartet einen Leihbogen für die Woche der Behaarung."),
    ("Beratung: Instrument kaufen", "Erwartet, ein Instrument zwei Wochen zu Hause zu probieren."),
    ("Rechnung: Rechnungskopie", "Erwartet die Rechnung gleich als PDF, nicht auf Nachfrage."),
    ("Beratung: Schule, Orchester", "Erwartet einen Sammeltermin für alle Geigen des Orchesters."),
)
COMPETITORS: Final[tuple[Sentence, ...]] = (
    ("Beratung: Instrument kaufen", "Im Netz kostet dieselbe Gitarre 40 Euro weniger, aber ohne Einstellen."),
    ("Reparatur: Riss, Leimfuge", "Die Werkstatt in Bregenz nimmt Reparaturen ohne Termin an."),
    ("Beratung: Mieten, Leihen", "In Ravensburg ist bei der Miete die Versicherung schon dabei."),
    (
        "Saiten und Pflege: Saiten wählen",
        "Der große Versand hat die Saiten am nächsten Tag, bei uns drei Tage.",
    ),
    ("Beratung: Schule, Orchester", "Das Musikhaus in Friedrichshafen kommt mit Instrumenten in die Schule."),
)
BREAKS: Final = "Ersatzteil: Kinnhalter, Saitenhalter"
"""A series with a fault: its topic comes far more often in the newest week."""
BROKEN: Final[tuple[str, ...]] = (
    "Saitenhalter der Serie Nova am Feinstimmer gerissen, nach drei Wochen.",
    "Der Saitenhalter ist beim Stimmen gebrochen. Modell Nova.",
    "Nova-Saitenhalter hat einen Sprung, haben wir gleich getauscht.",
    "Schülerin der Musikschule: Saitenhalter Nova gerissen.",
    "Feinstimmer ausgebrochen, wieder ein Nova.",
)
REVIEWS: Final = (
    # days before the end, stars, words, site
    (9, 5, "Tolle Beratung, man merkt, dass hier alle selbst spielen.", "Laden Lindau"),
    (6, 2, "Drei Wochen auf die Reparatur gewartet und zweimal selbst nachgefragt.", ""),
    (4, 4, "Schöner Laden, große Auswahl an Notenpulten.", "Laden Lindau"),
    (2, 3, "Gute Werkstatt. Parkplätze wären ein Wunsch.", "Werkstatt Lindau"),
)
SORTED: Final = ((0, VoiceKind.PRAISE), (1, VoiceKind.COMPLAINT))
"""The others wait in the inbox."""
_IDS: Final = UUID("1d3c9a52-5a7b-5f0e-8f0c-6f1f2a9d7b11")
_TEN: Final = timedelta(hours=10)
_APART: Final = timedelta(minutes=37)


def have_something_to_hear(world: World, *, start: datetime, until: datetime) -> None:
    """Put it all on the agenda: a voice every few days, the broken part in the last week, the reviews at the end."""
    customers = _customers()
    midnight = until.replace(hour=0, minute=0, second=0)
    for first, kind, sentences in (
        (3, VoiceKind.EXPECTATION, EXPECTED),
        (5, VoiceKind.COMPETITOR, COMPETITORS),
    ):
        for number, said in enumerate(sentences):
            at = midnight - timedelta(days=first + 4 * number) + _TEN + number * _APART
            if at > start:
                world.agenda.add(at, partial(_say, world, said, next(customers), kind))
    for number in range(3 * len(BROKEN)):
        at = midnight - timedelta(days=1 + number % 6) + _TEN + number * _APART / 3
        said = (BREAKS, BROKEN[number % len(BROKEN)])
        if at > start:
            world.agenda.add(at, partial(_say, world, said, next(customers), ""))
    world.agenda.add(midnight + _TEN, partial(_read_reviews, world))


def _customers() -> Iterator[Customer]:
    """Some who were taken over, whoever they are."""
    found = list(Customer.objects.order_by("number")[5:35])
    return cycle(found)


def _say(world: World, said: Sentence, customer: Customer, kind: str, now: datetime) -> None:
    topic, words = said
    if not Customer.objects.filter(pk=customer.pk).exists():
        return  # went up in another, or is gone
    row: Topic = world.company.topics[topic]
    capture(
        Capture(
            client_id=uuid5(_IDS, f"{now:%m%d%H%M}{words}"),
            channel=Channel.PHONE if len(words) % 2 else Channel.SHOP,
            happened_at=now - timedelta(minutes=2),
            recorded_at=now,
            outcome=Outcome.NO_CONCERN if kind else Outcome.RESOLVED,
            topic=row.pk,
            customer=customer.pk,
            text=words,
            voice=kind,
            site=world.company.sites["Laden Lindau"].pk,
        ),
        by=world.company.users["laden"],
        received_at=now,
    )


def _read_reviews(world: World, now: datetime) -> None:
    """A file with four; the first two are sorted at once."""
    by = world.company.users["teamleitung"]
    lines = ["Datum;Sterne;Text;Link;Standort"]
    for back, stars, words, site in REVIEWS:
        day = f"{now - timedelta(days=back):%d.%m.%Y}"
        lines.append(f"{day};{stars};{words};https://bewertungen.example/hollerbach/{100 + back};{site}")
    take_in(read_reviews(BytesIO("\n".join(lines).encode())).new, by=by, at=now)
    rows = list(Feedback.objects.filter(origin=VoiceOrigin.REVIEW).order_by("contact__happened_at", "pk"))
    for place, kind in SORTED:
        severity = Severity.NOTICEABLE.value if kind == VoiceKind.COMPLAINT else None
        topic = world.company.topics["Reparatur: Stand der Reparatur"] if severity else None
        sort_voice(rows[place].pk, Chosen(kind=kind, topic=topic, severity=severity), by=by, at=now)
