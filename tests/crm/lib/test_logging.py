"""Log lines serve operation; nobody can learn from them who called, wrote or was looked at."""

import io
import json
import logging
from typing import Any

import pytest
import structlog

from crm.lib.logging import json_formatter, lines_of


def line_of(logger: Any, message: str, *args: Any, **facts: Any) -> dict[str, Any]:
    """What one warning looks like in the log."""
    return written(lambda: logger.warning(message, *args, **facts))


def written(act: Any) -> dict[str, Any]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(json_formatter())
    logging.getLogger().addHandler(handler)
    try:
        act()
    finally:
        logging.getLogger().removeHandler(handler)
    line: dict[str, Any] = json.loads(stream.getvalue())
    return line


def test_a_line_of_ours_keeps_its_counts_and_known_texts() -> None:
    line = line_of(structlog.get_logger("crm.outbox"), "sweep_finished", sweep="mail", handled=3, dead=False)
    moment = line.pop("timestamp")
    assert moment.endswith("Z")
    assert line == {
        "event": "sweep_finished",
        "level": "warning",
        "logger": "crm.outbox",
        "sweep": "mail",
        "handled": 3,
        "dead": False,
    }


def test_what_is_not_known_to_be_harmless_is_hidden() -> None:
    line = line_of(
        structlog.get_logger(), "saved", customer="Ulrike Maier", text="Riss im Holz", ip="10.0.0.5", ids=[7]
    )
    assert {line[name] for name in ("customer", "text", "ip", "ids")} == {"…"}


@pytest.mark.parametrize(
    ("request_line", "kept"),
    [
        ("GET /kunden/?q=Maier&tel=0831", "GET /kunden/…"),
        ("GET /kunden/u.maier@example.org/", "GET /kunden/…/"),
        ("GET /umfrage/Zm9vYmFyYmF6cXV4MTIzNA/", "GET /umfrage/…/"),
        ("GET /anrufe/+49 176 04069083/", "GET /anrufe/…/"),
        ("POST /vorgaenge/4187/closure/", "POST /vorgaenge/4187/closure/"),
    ],
)
def test_addresses_lose_queries_people_and_secrets(request_line: str, kept: str) -> None:
    assert line_of(structlog.get_logger(), "request_finished", request=request_line)["request"] == kept


def test_a_foreign_line_keeps_its_wording_and_loses_what_was_filled_in() -> None:
    line = line_of(logging.getLogger("allauth.account"), "Login failed for %s", "ulrike")
    assert line["event"] == "Login failed for %s"


def test_a_library_that_speaks_of_connections_may_name_them_without_passwords_and_addresses() -> None:
    broker = logging.getLogger("celery.worker.consumer.consumer")
    line = line_of(broker, "Cannot connect to %s: %s", "redis://:geheim@broker:6379//", "10.0.0.5 refused")
    assert line["event"] == "Cannot connect to redis://…//: … refused"


def already_there() -> None:
    raise ValueError("Key (email)=(u.maier@example.org) already exists")


def saved() -> None:
    try:
        already_there()
    except ValueError as error:
        raise RuntimeError("Ulrike Maier") from error


def test_an_exception_leaves_its_class_and_lines_without_its_words() -> None:
    def fail() -> None:
        try:
            saved()
        except RuntimeError:
            structlog.get_logger().exception("request_failed")

    line = written(fail)
    assert line["exception"] == "RuntimeError from ValueError"
    assert [place.split(" ")[1] for place in line["at"]] == ["fail", "saved"]
    assert "aier" not in json.dumps(line)


def test_the_same_holds_for_exceptions_logged_by_libraries() -> None:
    def fail() -> None:
        try:
            saved()
        except RuntimeError:
            logging.getLogger("celery.app.trace").exception("Task %s raised", "x")

    line = written(fail)
    assert (line["event"], line["exception"]) == ("Task %s raised", "RuntimeError from ValueError")
    assert "aier" not in json.dumps(line)


def test_lines_of_an_exception_end_where_it_happened() -> None:
    def deep() -> None:
        raise ValueError

    try:
        deep()
    except ValueError as error:
        *_, caller, place = lines_of(error)
    assert caller.endswith(" test_lines_of_an_exception_end_where_it_happened")
    assert place.endswith(" deep")
