"""S5: of thousands of guesses at once, from ever new addresses, ten per account and hour are looked at.

Passwords at the sign-in, PINs at two devices and passwords asked for once more count together. What is looked at is
counted where the hash is compared, which here takes long enough for all others to come meanwhile.
"""

import os
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Lock

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from crm.company.calendars import installation
from crm.company.models import EVALUATED, Device, DevicePin, Role, User
from crm.company.pins import choose_pin, open_by_pin
from crm.company.shared_device import COOKIE
from tests.factories.company import make_user
from tests.factories.devices import cookie_of, make_device

pytestmark = pytest.mark.django_db(transaction=True)

GUESSES = int(os.environ.get("GUESSES", "120"))
PARALLEL, ACCOUNTS, SLOW_SECONDS = 50, 2, 0.03
PASSWORD, PIN = "ein langer Satz", "170394"
Guess = Callable[[User, str], int]


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Counter[int]:
    """How often something was compared, per account."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    seen: Counter[int] = Counter()
    one_at_a_time = Lock()
    by_password = User.check_password

    def note(user_id: int) -> None:
        with one_at_a_time:
            seen[user_id] += 1
        time.sleep(SLOW_SECONDS)

    def password(user: User, raw: str) -> bool:
        note(user.pk)
        return by_password(user, raw)

    def pin(raw: str, encoded: str) -> bool:
        note(DevicePin.objects.get(pin_hash=encoded).user_id)
        return check_password(raw, encoded)

    monkeypatch.setattr(User, "check_password", password)
    monkeypatch.setattr("crm.company.pins.check_password", pin)
    return seen


@pytest.fixture
def devices() -> list[Device]:
    installation()
    return [make_device(), make_device()]


@pytest.fixture
def people(devices: list[Device]) -> list[User]:
    people = [make_user(Role.FRONTDESK, password=PASSWORD) for _each in range(ACCOUNTS)]
    for user in people:
        for device in devices:
            choose_pin(device, user, PIN, at=timezone.now())
    return people


def test_ten_per_account_and_hour_are_looked_at(
    looked_at: Counter[int], devices: list[Device], people: list[User]
) -> None:
    cookies = [cookie_of(device) for device in devices]
    answers = all_at_once(people, cookies)
    print(
        f"S5 {GUESSES} guesses: looked at {sorted(looked_at.values())}, answers {dict(sorted(answers.items()))}"
    )
    assert [looked_at[user.pk] for user in people] == [EVALUATED] * ACCOUNTS
    assert not Session.objects.exists()
    for user in people:  # also what is right is not looked at any more
        assert open_by_pin(devices[0], user.pk, PIN, at=timezone.now()).user is None


def all_at_once(people: list[User], cookies: list[str]) -> Counter[int]:
    """Status codes of all answers. Who is guessed at and by which door is drawn anew each time."""

    def guess(number: int) -> int:
        dice = Random(number)
        user, door = dice.choice(people), dice.choice(("password", *cookies))
        address = f"{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        client = Client(
            raise_request_exception=False,  # who gets no connection to the database in time is told so
            REMOTE_ADDR=f"10.{address}",
            HTTP_X_FORWARDED_FOR=f"192.{address}, 172.{address}",
        )
        try:
            if door == "password":
                sent = {"login": user.username, "password": f"geraten {number}"}
                return client.post("/konto/login/", sent).status_code
            client.cookies[COOKIE] = door
            return client.post("/sperre/", {"person": user.pk, "pin": f"{number:06}"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(PARALLEL) as pool:
        return Counter(pool.map(guess, range(GUESSES)))
