"""What the company settled about its public pages: open or not, where messages go, the legal texts, who embeds them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Topic
from crm.company.models import User
from crm.company.people import service_account
from crm.lib.acts import refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting
from feedback.models import PublicPages

LONGEST_TEXT: Final = 50_000
MOST_ORIGINS: Final = 10
SPAM_DAYS: Final = range(1, 91)


def public_pages() -> PublicPages:
    """The company's choice, or what holds without one: closed."""
    return PublicPages.objects.select_related("topic").first() or PublicPages()


@transaction.atomic
def change_public_pages(
    *,
    open: bool,  # noqa: A002  (the column's name)
    topic: Topic | None,
    privacy_text: str,
    imprint_text: str,
    embed_on: str,
    spam_days: int,
    takes_files: bool,
    by: User,
    at: datetime,
) -> PublicPages:
    """Settle them. Opening the first time makes the account that messages are credited to. Raises Refused by field."""
    row = PublicPages.objects.first() or PublicPages()
    row.privacy_text = fitting("privacy_text", privacy_text, LONGEST_TEXT)
    row.imprint_text = fitting("imprint_text", imprint_text, LONGEST_TEXT)
    if open and not (row.privacy_text and row.imprint_text):
        missing = "imprint_text" if row.privacy_text else "privacy_text"
        raise refuse(missing, _("Öffentliche Seiten brauchen Datenschutzhinweise und ein Impressum."))
    if topic is not None and not topic.active:
        raise refuse("topic", _("Dieses Anliegen ist nicht mehr in Gebrauch."))
    if spam_days not in SPAM_DAYS:
        raise refuse("spam_days", _("Bitte eine Zahl von 1 bis 90."))
    row.embed_on = "\n".join(_origins(embed_on))
    row.open, row.topic, row.spam_days, row.takes_files = open, topic, spam_days, takes_files
    if open and row.writer is None:
        row.writer = service_account("webformular", _("Webformular"), by=by, at=at)
    save_as(row, by=by, at=at)
    return row


def embedding_origins(pages: PublicPages) -> Sequence[str]:
    return pages.embed_on.split()


def topic_of(pages: PublicPages) -> Topic:
    """Where messages go: the settled topic while it is in use, otherwise "Sonstiges", which always is."""
    if pages.topic is not None and pages.topic.active:
        return pages.topic
    return Topic.objects.get(is_other=True)


def _origins(typed: str) -> list[str]:
    """ "https://www.example.org" for each line. Raises Refused for what is no origin."""
    found = dict.fromkeys(_origin(word) for word in typed.replace(",", " ").split())
    if len(found) > MOST_ORIGINS:
        raise refuse("embed_on", _("Höchstens %(most)d Adressen.") % {"most": MOST_ORIGINS})
    return list(found)


def _origin(word: str) -> str:
    try:
        parts = urlsplit(word)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    plain = host.replace(".", "").replace("-", "")
    if parts.scheme != "https" or not plain.isascii() or not plain.isalnum() or parts.username is not None:
        raise refuse(
            "embed_on",
            _("„%(word)s“ ist keine Adresse einer Webseite, zum Beispiel https://www.ihre-firma.de.")
            % {"word": word[:60]},
        )
    return f"https://{host}:{port}" if port else f"https://{host}"
