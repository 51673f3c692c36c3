"""Real input through the API: 585 German customers with the words of 57 mails. Nothing is lost, and all of it is found.

The data lies beside the project and is not part of it; where it is absent this is skipped.
"""

import csv
import email
import email.policy
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command

from cases.escalation import sweep_escalations
from cases.models import Case, Escalation
from contacts.models import Address, Contact, Customer, EmailAddress, PhoneNumber
from contacts.search import find
from crm.company.models import Role
from crm.lib.phones import digits
from tests.factories.api import Api
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.services.statistics import count_anew

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SALUTATION = {"Frau": "ms", "Herr": "mr"}
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MANY = 400

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="shared/data is not here"),
]


def people() -> list[dict[str, str]]:
    with (DATA / "dedup" / "german_open" / "customers.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def words_of(path: Path) -> str:
    """What a mail says, as far as it can be read; never longer than a contact's text."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    try:
        part = message.get_body(("plain", "html"))
        text = str(part.get_content()) if part is not None else ""
    except (LookupError, ValueError, AttributeError):
        text = path.read_bytes().decode("latin-1")
    return UNSTORABLE.sub("", text)[:100_000]


def new_customer(person: dict[str, str]) -> dict[str, str]:
    return {
        "salutation": SALUTATION.get(person["anrede"], ""),
        "first_name": person["vorname"],
        "last_name": person["nachname"],
        "phone": person["telefon"],
        "email": person["email"],
        "street": f"{person['strasse']} {person['hausnummer']}",
        "postal_code": person["plz"],
        "city": person["ort"],
    }


def capture_everybody(api: Api, topic: int, texts: list[str]) -> dict[str, tuple[dict[str, str], str, Any]]:
    """Each person with the words of a mail: {id of theirs: what was sent, the words, what was answered}."""
    sent = {}
    for number, person in enumerate(people()):
        new, text = new_customer(person), texts[number % len(texts)]
        answer = api.post(
            "contacts/",
            {
                "client_id": str(uuid5(NAMESPACE_URL, person["id"])),
                "channel": "email",
                "happened_at": MONDAY.isoformat(),
                "outcome": "follow_up",
                "topic": topic,
                "text": text,
                "new_customer": new,
            },
        )
        assert answer.status_code == 201, (person, answer.content)
        sent[person["id"]] = (new, text, answer.json())
    return sent


def stored_as_typed(pk: int) -> dict[str, str]:
    customer = Customer.objects.get(pk=pk)
    address = Address.objects.filter(customer=pk).first()
    phone, mail = (
        PhoneNumber.objects.filter(customer=pk).first(),
        EmailAddress.objects.filter(customer=pk).first(),
    )
    return {
        "salutation": customer.salutation,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "phone": phone.raw if phone else "",
        "email": mail.raw if mail else "",
        **{name: getattr(address, name, "") for name in ("street", "postal_code", "city")},
    }


def missed(queries: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those queries that do not find the customer they are about."""
    found = {
        query: {hit.customer.pk for hit in find(query, limit=MANY)} for query in {each for each, _ in queries}
    }
    return [(query, pk) for query, pk in queries if pk not in found[query]]


def test_real_customers_and_mails_go_in_come_back_and_are_not_forgotten() -> None:
    make_policy(first_response=240, resolution=960)
    make_user(Role.MANAGEMENT)
    worker = make_user()
    topic = make_topic(make_team((worker,)))
    texts = [words_of(path) for path in sorted((DATA / "mail").glob("*.eml"))]
    with time_machine.travel(MONDAY, tick=False):
        sent = capture_everybody(Api(worker), topic.pk, texts)
    count_anew()
    assert len(sent) == 585
    assert len(texts) == 57
    assert Contact.objects.count() == Customer.objects.count() == Case.objects.count() == 585

    for new, text, said in sent.values():
        assert stored_as_typed(said["customer"]) == {name: value.strip() for name, value in new.items()}
        assert Contact.objects.get(pk=said["id"]).text == text

    ids = [(new, said["customer"]) for new, _text, said in sent.values()]
    assert missed([(new["last_name"], pk) for new, pk in ids if new["last_name"].strip()]) == []
    assert missed([(new["last_name"][:4], pk) for new, pk in ids if len(new["last_name"]) > 5]) == []
    assert missed([(digits(new["phone"])[-6:], pk) for new, pk in ids if len(digits(new["phone"])) > 6]) == []
    assert missed([(new["city"][:5], pk) for new, pk in ids if len(new["city"].strip()) > 4]) == []

    for day in range(1, 5):
        sweep_escalations(MONDAY + timedelta(days=day))
    steps = Counter(Escalation.objects.values_list("case", flat=True))
    assert len(steps) == 585
    assert min(steps.values()) >= 3
    with time_machine.travel(MONDAY + timedelta(days=4, minutes=1), tick=False):
        call_command("prove", stdout=StringIO())
