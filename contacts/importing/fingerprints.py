"""By what a row is known again: a key over everything understood, and one over its number in the list and its name."""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from typing import NamedTuple

from contacts.importing.rows import Row
from contacts.models import ImportedRow
from crm.company.calendars import installation

BATCH = 500


class Keys(NamedTuple):
    fingerprint: str
    identity: str


class Known(NamedTuple):
    """What was read in before: customers by fingerprint, and by identity, as their primary keys."""

    fingerprints: dict[str, int]
    identities: dict[str, int]


def secret() -> bytes:
    """The installation's key for fingerprints, which never changes."""
    return installation().fingerprint_key.encode()


def likeness(row: Row, key: bytes) -> str:
    """The print of everything understood."""
    values = asdict(row.new) | {
        "id": row.external_id,
        "phones": [phone.raw for phone in row.phones],
        "emails": [email.raw for email in row.emails],
        "noted": [each.text for each in row.noted if each.text != row.external_id],
    }
    return _hmac(values, key)


def keys_of(row: Row, alike: str, which: int, key: bytes) -> Keys:
    """The keys of a row of this likeness.

    Two people may agree in all that we take over and differ in a column we have no use for, the date of birth say:
    lines that are not the same letter by letter are counted apart, `which` is that count.
    """
    return Keys(_hmac([alike, which], key) if which else alike, _identity(row, key))


def known(keys: Sequence[Keys]) -> Known:
    """Which of the keys were read in before. One statement for each 500 rows."""
    found = Known({}, {})
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        prints, identities = (
            [each.fingerprint for each in batch],
            [each.identity for each in batch if each.identity],
        )
        stored = ImportedRow.objects.filter(fingerprint__in=prints)
        if identities:
            stored |= ImportedRow.objects.filter(identity__in=identities)
        for fingerprint, identity, customer in stored.values_list("fingerprint", "identity", "customer"):
            found.fingerprints[fingerprint] = customer
            if identity:
                found.identities[identity] = customer
    return found


def _identity(row: Row, key: bytes) -> str:
    if not row.external_id:
        return ""
    new = row.new
    return _hmac([row.external_id, new.first_name, new.last_name, new.organisation], key)


def _hmac(values: object, key: bytes) -> str:
    plain = unicodedata.normalize("NFC", json.dumps(values, sort_keys=True, ensure_ascii=False))
    return hmac.new(key, plain.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
