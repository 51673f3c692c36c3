"""`manage.py demo`: the same for the same seed, only into an empty database, and plain in what it says."""

import hashlib
import re
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from cases.models import Attachment, Case, Status
from crm.company.devices import enrol
from crm.company.models import CalendarVersion, User
from crm.company.pins import open_by_pin
from crm.management.demo.logins import DEMO_LOGINS, DEMO_PASSWORD, DEMO_PIN
from crm.management.demo.story import SIZES
from tests.crm.management.demo_story import TINY, build, forget

SUNDAY_NIGHT = datetime(2026, 2, 15, 2, 20, tzinfo=UTC)
CHANCE = {
    "user.password",
    "phoneline.token_hash",
    "senderkey.key",
    "publicuse.sender",
}  # salted, or not to be guessed
CLOCK = {"deadlineaudit.took_ms"}  # of the machine, not of the story


def digest() -> dict[str, tuple[int, str]]:
    """Per model the number of rows and a sum over every value, ids and links included.

    The names of kept files, which nobody shall guess, are left out.
    """
    found = {}
    keys = list(Attachment.objects.values_list("key", flat=True))
    for model in apps.get_models():
        if model._meta.app_label in {"auth", "contenttypes", "sessions"}:
            continue
        name = model.__name__.lower()
        fields = [
            field.attname
            for field in model._meta.concrete_fields
            if not {f"{name}.{field.name}", f"{name.removeprefix('historical')}.{field.name}"}
            & (CHANCE | CLOCK)
        ]
        rows = sorted(without(keys, repr(row)) for row in model._base_manager.values_list(*fields))
        found[model._meta.label] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def without(keys: list[str], row: str) -> str:
    for key in keys:
        row = row.replace(key, "")
    return row


def told(*, seed: int) -> dict[str, tuple[int, str]]:
    """The digest of a story; nothing of it stays. Ids begin where they would in a fresh database."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(
            no_style(), apps.get_models(include_auto_created=True)
        ):
            cursor.execute(statement)
    before = transaction.savepoint()
    build(size=TINY, seed=seed)
    found = digest()
    transaction.savepoint_rollback(before)
    return found


@pytest.mark.any_store
def test_the_same_seed_and_end_give_the_same_rows(db: None) -> None:
    first = told(seed=7)
    again = told(seed=7)
    assert {name for name in first if again[name] != first[name]} == set()


def test_demo_refuses_a_database_that_is_in_use(db: None) -> None:
    User.objects.create(username="somebody")
    with pytest.raises(CommandError, match="nicht leer"):
        call_command("demo", size="small", stdout=StringIO())


def test_if_empty_leaves_a_database_in_use_alone(db: None) -> None:
    User.objects.create(username="somebody")
    said = StringIO()
    call_command("demo", if_empty=True, stdout=said)
    assert said.getvalue() == "Es gibt schon Konten: keine Beispieldaten nötig.\n"
    assert not CalendarVersion.objects.exists()


@pytest.mark.any_store  # test_demo tells the story to both
def test_demo_says_what_it_does_and_how_to_sign_in(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIZES, "small", TINY)
    said = StringIO()
    forget()
    call_command("demo", size="small", until="2025-11-24", stdout=said)
    forget()
    assert "Woche 2 von 2" in said.getvalue()
    assert f"Anmelden mit dem Passwort {DEMO_PASSWORD} als:" in said.getvalue()
    assert all(username in said.getvalue() for username, _role in DEMO_LOGINS)
    code = re.search(r"mit dem Code (\S+)", said.getvalue())
    assert code is not None
    tablet, _token = enrol(code[1], at=timezone.now())
    for pin in tablet.pins.select_related("user"):
        assert open_by_pin(tablet, pin.user_id, DEMO_PIN, at=timezone.now()).user == pin.user
    assert tablet.pins.count() == 4


@pytest.mark.parametrize("text", ["gestern", "2025-13-01"])
def test_an_end_that_is_no_date_is_said(db: None, text: str) -> None:
    with pytest.raises(CommandError, match="--until"):
        call_command("demo", size="small", until=text, stdout=StringIO())


@pytest.mark.any_store
def test_a_story_that_ends_on_a_sunday_still_has_something_due_that_day(db: None) -> None:
    build(size=TINY, until=SUNDAY_NIGHT)
    midnight = SUNDAY_NIGHT.replace(hour=23, minute=0)
    assert (
        Case.objects.filter(status=Status.WAITING, due_at__gt=SUNDAY_NIGHT, due_at__lt=midnight).count() >= 2
    )
