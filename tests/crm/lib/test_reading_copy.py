"""What only reads asks the copy; writes, and what one has just written, never do. Here the copy is another file."""

import sqlite3
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections
from django.db.models import CharField
from django.test import Client, RequestFactory
from django.utils import timezone

from crm.company.models import Role
from crm.lib import reading_copy
from crm.lib.kept import Kept
from crm.lib.reading_copy import COPY, WRITTEN, ReadingCopy, reading_from
from crm.outbox.models import Heartbeat
from tests.factories.company import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]

ASKED = RequestFactory().get("/kennzahlen/")


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Path]:
    """A second alias over a file with the rows that are there now; its mail clerk ran in the year 2000."""
    Heartbeat.objects.update_or_create(sweep="mail", defaults={"ran_at": timezone.now(), "took_ms": 1})
    path = tmp_path / "copy.sqlite3"
    with sqlite3.connect(path) as file:
        for statement in connection.connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'outbox_heartbeat'"
        ):
            file.execute(*statement)
        file.execute(
            "INSERT INTO outbox_heartbeat (sweep, ran_at, took_ms, handled, failed, error) VALUES (?, ?, 7, 0, 0, '')",
            ["mail", "2000-01-01 00:00:00"],
        )
    connections.databases[COPY] = deepcopy(connections.databases["default"]) | {"NAME": str(path)}
    connections[COPY].connect()  # by hand: tests forbid it of themselves where an alias was not announced
    yield path
    connections[COPY].close()
    del connections[COPY]
    del connections.databases[COPY]
    reading_copy._silent_until = 0.0


def took() -> int:
    return Heartbeat.objects.get(sweep="mail").took_ms


def test_what_reads_asks_the_copy_and_the_rest_does_not(copied: Path) -> None:
    assert took() == 1
    with reading_copy.reading_copy(ASKED):
        assert took() == 7
        assert Heartbeat.objects.get(sweep="mail").ran_at == datetime(2000, 1, 1, tzinfo=UTC)
    assert took() == 1


def test_kept_statements_ask_the_copy_too(copied: Path) -> None:
    kept = Kept(
        lambda *, name: Heartbeat.objects.filter(sweep=name).values_list("took_ms", flat=True),
        name=CharField(),
    )
    assert kept.rows(name="mail") == [1]
    with reading_copy.reading_copy(ASKED):
        assert kept.rows(name="mail") == [7]
    assert kept.rows(name="mail") == [1]


def test_every_write_goes_to_the_main_database(copied: Path) -> None:
    with reading_copy.reading_copy(ASKED):
        row = Heartbeat.objects.get(sweep="mail")
        row.took_ms = 3
        row.save()
        Heartbeat.objects.filter(sweep="mail").update(handled=5)
        assert took() == 7
    assert (took(), Heartbeat.objects.get(sweep="mail").handled) == (3, 5)
    assert ReadingCopy().allow_migrate(COPY, "outbox") is False


def test_who_has_just_written_reads_what_they_wrote(copied: Path) -> None:
    request = RequestFactory().get("/kennzahlen/")
    request.COOKIES[WRITTEN] = "1"
    with reading_copy.reading_copy(request):
        assert took() == 1


def test_posting_marks_whoever_is_signed_in_and_nobody_else(copied: Path) -> None:
    client, stranger = Client(), Client()
    client.force_login(make_user(Role.FRONTDESK))
    assert WRITTEN not in client.get("/konto/login/").cookies
    answer = client.post("/pausen/gibt-es-nicht/")
    assert answer.cookies[WRITTEN]["max-age"] == reading_copy.PINNED_SECONDS
    assert WRITTEN not in stranger.post("/konto/login/", {"login": "a", "password": "b"}).cookies


def test_file_made_while_it_is_sent_reads_the_copy_chunk_by_chunk(copied: Path) -> None:
    """Between two chunks other requests of the thread read as usual."""
    chunks = reading_copy.chunks_from_copy(ASKED, (str(took()).encode() for _ in range(2)))
    assert next(chunks) == b"7"
    assert (reading_from(), took()) == ("default", 1)
    assert list(chunks) == [b"7"]


def test_silent_copy_is_left_alone_for_a_minute(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def refuse() -> None:
        tried.append(1)
        raise OperationalError("no answer")

    monkeypatch.setattr(connections[COPY], "ensure_connection", refuse)
    for _ in range(2):
        with reading_copy.reading_copy(ASKED):
            assert took() == 1
    assert tried == [1]


def test_pages_of_figures_are_read_from_the_copy(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is asked for with the alias that the view sees."""
    seen = []

    def look(*_args: object, **_kwargs: object) -> None:
        seen.append(reading_from())
        raise LookupError

    monkeypatch.setattr("crm.dashboard.views.figures.overview.overview", look)
    client = Client(raise_request_exception=False)
    client.force_login(make_user(Role.FRONTDESK))
    monkeypatch.setattr("crm.dashboard.views.figures.bar_counted", lambda *_args, **_kwargs: {})
    monkeypatch.setattr("crm.dashboard.views.figures.bar_counts", lambda *_args: {})
    client.get("/kennzahlen/")
    client.cookies[WRITTEN] = "1"
    client.get("/kennzahlen/")
    assert seen == [COPY, "default"]


def test_without_a_copy_nothing_changes() -> None:
    with reading_copy.reading_copy(ASKED):
        assert reading_from() == "default"
