"""What comes from outside in the demo: open public pages, a poster at each site, a kiosk, two voices and some spam."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from crm.company.presence import company_day
from crm.desk.public.message import Message
from crm.desk.public.receiving import Circumstances, receive
from crm.lib.tokens import token_hash
from crm.management.demo.agenda import Happening
from crm.management.demo.world import World
from feedback.kiosks import FACES
from feedback.models import Kiosk, KioskPress, VoiceKind
from feedback.public_pages import change_public_pages, public_pages
from feedback.voice_places import place_of

KIOSK_KEY: Final = "kiosk-laden-lindau"
WRITES: Final = timedelta(minutes=2)
SHOP: Final = "Laden Lindau"
PRIVACY: Final = (
    "Was Sie uns hier schreiben, nutzen wir nur, um Ihnen zu antworten und besser zu werden.\n\n"
    "Wir setzen keine Cookies und geben nichts an Dritte weiter. Ihre Nachricht gehört danach zu unserem "
    "Schriftverkehr und wird mit ihm gelöscht. Auskunft, Berichtigung und Löschung: kontakt@hollerbach.example"
)
IMPRINT: Final = (
    "Hollerbach Instrumente GmbH\nUferweg 14\n88131 Lindau (Bodensee)\n\nGeschäftsführung: Katrin Hollerbach"
)
VOICES: Final = (
    # minutes before the end, kind, site, name, reach, words
    (
        170,
        VoiceKind.PRAISE,
        SHOP,
        "Familie Brandl",
        "",
        "Die junge Kollegin hat unserer Tochter so geduldig die Griffe gezeigt. Vielen Dank!",
    ),
    (
        55,
        VoiceKind.COMPLAINT,
        None,
        "Ulrike Maier",
        "0176 04069831",
        "Die reparierte Gitarre schnarrt auf der tiefen Saite schon wieder.",
    ),
)
SPAM: Final = (
    "Boost your ranking! https://seo.example https://links.example https://more.example",
    "Hallo, ich biete günstige Kredite ohne Auskunft. www.kredit.example",
    "[url=https://casino.example]Win now[/url]",
)
PRESSES: Final = {1: 3, 2: 6, 3: 14, 4: 61, 5: 88}
_IDS: Final = UUID("7a5f1c1e-0d9e-5c59-9a3f-2f6f6b7f6d01")


def open_to_everybody(world: World, *, at: datetime, until: datetime) -> None:
    """At `at`; the messages are on the agenda of the last hours."""
    admin = world.company.users["admin"]
    change_public_pages(
        open=True,
        topic=None,
        privacy_text=PRIVACY,
        imprint_text=IMPRINT,
        embed_on="https://www.hollerbach.example",
        spam_days=14,
        takes_files=False,
        by=admin,
        at=at,
    )
    for site in world.company.sites.values():
        place_of(site, by=admin, at=at)
    shop = world.company.sites[SHOP]
    Kiosk.objects.create(site=shop, token_hash=token_hash(KIOSK_KEY), made_at=at, made_by=admin)
    yesterday = company_day(until) - timedelta(days=1)
    KioskPress.objects.bulk_create(
        KioskPress(site=shop, day=yesterday, hour=15, mood=mood, number=PRESSES[mood]) for mood in FACES
    )
    for minutes, kind, where, name, reach, words in VOICES:
        place = world.company.sites[where].pk if where else None
        sent = until - timedelta(minutes=minutes)
        voice = _written(words, sent, kind=kind, site=place, name=name, reach=reach)
        world.agenda.add(sent, _sends(voice))
    for number, words in enumerate(SPAM):
        sent = until - timedelta(minutes=40 - 9 * number)
        spam = _written(words, sent, kind=VoiceKind.WISH, reach="offer@spam.example")
        world.agenda.add(sent, _sends(spam, trap="x"))


def _written(words: str, sent: datetime, **more: Any) -> Message:
    return Message(client_id=uuid5(_IDS, words), opened_at=sent - WRITES, text=words, **more)


def _sends(message: Message, *, trap: str = "") -> Happening:
    how = Circumstances(address="192.0.2.1", trap=trap)
    return lambda now: receive(message, how, pages=public_pages(), at=now)
