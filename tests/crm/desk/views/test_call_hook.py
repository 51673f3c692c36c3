"""What telephone systems report: in any order, twice, or wrong, it is one call, and nothing hostile gets further."""

from itertools import permutations
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from contacts.calls.lines import PER_MINUTE, end_line
from contacts.models import Call, LineKind, LineUse
from crm.company.models import Role
from tests.factories.calls import make_line, report
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


def send(address: str, body: Any, kind: str = "application/json") -> Any:
    return Client().generic("POST", address, body, kind)


def test_events_in_any_order_and_twice_are_one_call() -> None:
    _line, address = make_line()
    told = [
        {"event": "ringing", "at": "2026-11-22T09:00:00Z"},
        {"event": "answered", "at": "2026-11-22T09:00:05Z"},
        {"event": "ended", "at": "2026-11-22T09:03:00Z"},
    ]
    seen = set()
    for number, order in enumerate(permutations(told)):
        for event in (*order, order[0]):
            assert report(address, call_id=str(number), **event).status_code == 200
        call = Call.objects.get(external_id=str(number))
        assert call.answered_at is not None
        assert call.ended_at is not None
        seen.add(
            (call.answered_at - call.started_at, call.ended_at - call.started_at, call.e164, call.extension)
        )
    assert len(seen) == 1
    assert Call.objects.count() == 6


HOSTILE = [
    b"",
    b"null",
    b"[]",
    b"{",
    b"\xff\xfe",
    b'{"event": {}}',
    b'{"event": "ringing"}',
    b'{"event": "ringing", "call_id": ["1"]}',
    b'{"event": "ringing", "call_id": true}',
    b'{"event": "ringing", "call_id": "1", "direction": "sideways"}',
    b'{"event": "ringing", "call_id": "1", "from": "' + b"1" * 61 + b'"}',
    b'{"event": "ringing", "call_id": "1", "to": ' + b'["1"],' * 3 + b"}",
    b'{"event": "ringing", "call_id": "1", "to": [{}]}',
    b'{"event": "ringing", "call_id": "1", "to": [' + b'"1",' * 60 + b'"1"]}',
    b'{"event": "ringing", "call_id": "1", "at": "yesterday"}',
    b'{"event": "ringing", "call_id": "1", "at": 7}',
    b"[" * 8_000,
]


def test_hostile_bodies_are_refused_without_innards() -> None:
    _line, address = make_line()
    for body in HOSTILE:
        answer = send(address, body)
        assert answer.status_code == 400, body[:60]
        assert set(answer.json()) == {"error"}
        assert "Traceback" not in answer.content.decode()
    assert send(address, b" " * 16_385).status_code == 413
    assert not Call.objects.exists()


def test_what_no_database_takes_is_left_out() -> None:
    _line, address = make_line()
    body = rb'{"event": "ringing", "call_id": "a\u0000b\ud800", "from": "<script>\u0007", "to": null}'
    assert send(address, body).status_code == 200
    call = Call.objects.get()
    assert (call.external_id, call.number, call.e164) == ("ab", "<script>", "")


@pytest.mark.parametrize("token", ["x", "0" * 32, "a" * 300])
def test_an_unknown_address_is_no_address(token: str) -> None:
    make_line()
    assert send(f"/anrufe/melden/{token}/", b"{}").status_code == 404
    assert LineUse.objects.get().events == 0


def test_an_ended_line_hears_nothing_more() -> None:
    line, address = make_line()
    end_line(line, by=make_user(Role.ADMIN), at=timezone.now())
    assert report(address).status_code == 404


def test_too_many_events_within_a_minute_wait_for_the_next(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2026-11-22T09:00:10Z", tick=False)
    line, address = make_line()
    LineUse.objects.update(minute=timezone.now().replace(second=0, microsecond=0), events=PER_MINUTE - 1)
    assert [report(address, call_id=str(n)).status_code for n in range(2)] == [200, 429]
    assert report(address)["Retry-After"] == "51"
    assert LineUse.objects.get(line=line).events == PER_MINUTE
    time_machine.move_to("2026-11-22T09:01:00Z", tick=False)
    assert report(address, call_id="3").status_code == 200
    assert Call.objects.aggregate(n=models.Count("pk"))["n"] == 2


SIPGATE = "callId=77&direction=in&from=4917012345678&to=49753112345"


def test_sipgate_reports_with_form_fields_and_is_told_where_to_report_the_rest() -> None:
    _line, address = make_line(LineKind.SIPGATE)
    user = make_user(Role.FRONTDESK, extension="w3")
    form = "application/x-www-form-urlencoded"
    told = send(address, f"event=newCall&{SIPGATE}&user[]=Mia&userId[]=w3&fullUserId[]=12w3", form)
    assert told["Content-Type"] == "application/xml"
    assert (
        f'onAnswer="http://testserver{address}" onHangup="http://testserver{address}"'
        in told.content.decode()
    )
    call = Call.objects.get()
    assert (call.e164, list(call.rings.values_list("user", flat=True))) == ("+4917012345678", [user.pk])
    send(address, f"event=answer&{SIPGATE}&user=voicemail", form)
    call.refresh_from_db()
    assert call.answered_at is None
    send(address, f"event=answer&{SIPGATE}&user=Mia&userId=w3", form)
    send(address, f"event=hangup&cause=forwarded&{SIPGATE}", form)
    call.refresh_from_db()
    assert (call.answered_by, call.passed_on, call.ended_at is not None) == (user, True, True)
    assert send(address, "event=hangup&direction=in", form).status_code == 400


@pytest.mark.parametrize(
    ("kind", "direction", "answered"),
    [
        ("Inbound", "in", True),
        ("Missed", "in", False),
        ("Outbound", "out", True),
        ("Notanswered", "out", False),
    ],
)
def test_3cx_reports_a_call_when_it_is_over(kind: str, direction: str, answered: bool) -> None:
    _line, address = make_line(LineKind.THREECX)
    body = (
        f'{{"CallType": "{kind}", "Number": "07531 1234567", "Agent": "12",'
        ' "CallStartTimeUTC": "2026-11-22T09:00:00", "CallEndTimeUTC": "2026-11-22T09:02:00"}'
    )
    assert [send(address, body.encode()).status_code for _twice in range(2)] == [200, 200]
    call = Call.objects.get()
    assert (call.direction, call.answered_at is not None, call.e164) == (
        direction,
        answered,
        "+4975311234567",
    )
    assert "1234567" not in call.external_id
