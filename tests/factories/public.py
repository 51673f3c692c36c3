"""Open public pages for tests, and what somebody sends from one."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from contacts.models import Topic
from crm.company.models import Role, Site, User
from crm.desk.public.form_token import issue
from crm.desk.public.message import Message
from crm.desk.public.receiving import Circumstances, receive
from crm.desk.public.releasing import release
from feedback.kiosks import press, set_up
from feedback.models import Kiosk, PublicPages, QuarantinedMessage, VoiceKind, VoicePlace
from feedback.public_pages import change_public_pages
from feedback.voice_places import place_of
from tests.factories.company import LONG_AGO, make_user
from tests.factories.contacts import a_customer

READS = timedelta(seconds=40)
"""How long somebody writes."""
TEXT = "Die Gitarre kam mit einem Kratzer an."


def open_pages(topic: Topic | None = None, *, by: User | None = None, **more: Any) -> PublicPages:
    said: dict[str, Any] = {
        "open": True,
        "topic": topic,
        "privacy_text": "Wir nutzen Ihre Angaben nur für die Antwort.",
        "imprint_text": "Hollerbach Instrumente, Lindau",
        "embed_on": "",
        "spam_days": 14,
        "takes_files": False,
    }
    return change_public_pages(**said | more, by=by or make_user(Role.ADMIN), at=LONG_AGO)


def a_place(site: Site, *, by: User | None = None) -> VoicePlace:
    return place_of(site, by=by or make_user(Role.ADMIN), at=LONG_AGO)


def typed(page: str = "contact", *, at: datetime, **more: Any) -> dict[str, Any]:
    """The fields of a form that was opened some time before it is sent at `at`."""
    return {"kind": "complaint", "text": TEXT, "token": issue(page, at=at - READS)} | more


def message(*, at: datetime, **more: Any) -> Message:
    said: dict[str, Any] = {"kind": VoiceKind.COMPLAINT, "text": TEXT, "opened_at": at - READS}
    return Message(client_id=uuid4(), **said | more)


@dataclass(frozen=True)
class Outside:
    """Everything there is of public pages: a place with its address, a kiosk with its key, and what waits."""

    code: str
    kiosk: Kiosk
    secret: str
    suspect: QuarantinedMessage


def all_of_it(site: Site, topic: Topic, *, by: User, at: datetime) -> Outside:
    pages = open_pages(topic, by=by)
    place = a_place(site, by=by)
    kiosk, secret = set_up(site, by=by, at=at)
    press(kiosk, 4, at=at)
    spam = message(at=at, text="Buy www.spam.example", name="Otto", site=site.pk)
    how = Circumstances(address="192.0.2.1", trap="x")
    receive(spam, how, pages=pages, at=at)
    a_customer("Haas", email="eva@example.org")
    receive(
        message(at=at, name="Eva Haas", reach="eva@example.org"), replace(how, trap=""), pages=pages, at=at
    )
    waits = message(at=at, text="Danke.", kind="praise")
    receive(waits, how, pages=pages, at=at)
    release(QuarantinedMessage.objects.get(client_id=waits.client_id).pk, by=by, at=at)
    return Outside(place.code, kiosk, secret, QuarantinedMessage.objects.get(client_id=spam.client_id))
