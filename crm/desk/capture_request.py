"""What a device sends when somebody records a contact, as plain parsed values, and its fingerprint."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection

from contacts.recording import NewCustomer
from crm.company.calendars import installation

LATER = ("referred_by", "answer_missing", "answer_words", "call_back", "origin", "origin_link", "severity")


@dataclass(frozen=True, kw_only=True)
class Capture:
    """One contact as it was recorded. References are ids; `client_id` and `encounter` are made by the device.

    `answer` is the one that helped, `answer_missing` says that there was none to this concern, after a search for
    `answer_words`; both are known on our own page only.
    `call_back`: the number that rang, by which somebody without a name can be answered all the same.
    `origin`: how a voice reached us that nobody captured; then it waits to be sorted, and `voice` may be "".
    """

    client_id: UUID
    channel: str
    happened_at: datetime
    outcome: str
    topic: int | None = None
    customer: int | None = None
    new_customer: NewCustomer | None = None
    spoke_with: int | None = None
    direction: str = "in"
    text: str = ""
    case: int | None = None
    voice: str = ""
    source: int | None = None
    reason: int | None = None
    reason_text: str = ""
    campaign_code: str = ""
    product: int | None = None
    site: int | None = None
    encounter: UUID | None = None
    recorded_at: datetime | None = None
    picks_up: bool = False
    answer: int | None = None
    referred_by: int | None = None
    answer_missing: bool = False
    answer_words: str = ""
    call_back: str = ""
    origin: str = ""
    origin_link: str = ""
    severity: int | None = None


@lru_cache(maxsize=1)
def _key(_database: str) -> bytes:
    return installation().fingerprint_key.encode()


def fingerprint(request: Capture) -> str:
    """HMAC-SHA256 over the parsed values, by the installation's key, which never changes."""
    said = asdict(request)
    for name in LATER:
        if not said[name]:
            del said[name]  # fingerprints of captures from before it could be said stay what they were
    plain = json.dumps(said, default=_plain, sort_keys=True, ensure_ascii=False)
    key = _key(str(connection.settings_dict["NAME"]))
    return hmac.new(key, plain.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat() if value.tzinfo is None else str(value.timestamp())
    return str(value)
