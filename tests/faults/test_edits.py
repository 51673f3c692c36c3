"""R13: of two people who save at the same moment exactly one wins; the other learns what changed and loses nothing.

The two of a pair saw the same version. In one half of the pairs they change the same thing, in the other half
different things, which a merge would silently put together.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.lifecycle import end_pause, hand_over, pause
from cases.models import Case, CaseEvent, Status
from contacts.changing import change_customer
from contacts.models import Customer
from crm.company.calendars import installation
from crm.company.models import Team, User
from crm.lib.acts import Outdated
from tests.cases.pages import signed_in
from tests.factories.api import Api
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PAIRS = int(
    os.environ.get("RACING_PAIRS", "50")
)  # of each kind of act; the pages and the API race a fifth of them
DOOR_PAIRS = PAIRS // 5
NUMBERS = ["0176 04069083", "08382 940831"]


@dataclass
class Desk:
    """A case and its customer, the two who work on it at once, and the two teams it may belong to."""

    case: Case
    customer: Customer
    two: tuple[User, User]
    teams: tuple[Team, Team]

    def other_team(self) -> Team:
        return next(team for team in self.teams if team.pk != Case.objects.get(pk=self.case.pk).team_id)


@pytest.fixture
def desk() -> Desk:
    installation()
    make_policy()
    two = (make_user(), make_user())
    teams = (make_team(two), make_team(two))
    made = captured(make_topic(teams[0]), by=two[0], at=MONDAY)
    assert made.case is not None
    assert made.contact.customer is not None
    return Desk(made.case, made.contact.customer, two, teams)


def race(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What came of each act when all began at once, every one with a connection of its own: its result or Outdated."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait()
            return act()
        except Outdated as outdated:
            return outdated
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def one_winner(outcomes: list[Any]) -> int:
    """Which of the two won. The other was told that it is outdated."""
    lost = [isinstance(outcome, Outdated) for outcome in outcomes]
    assert sorted(lost) == [False, True], outcomes
    return lost.index(False)


def waits(case: Case) -> bool:
    return Case.objects.get(pk=case.pk).status == Status.WAITING


def test_pairs_on_one_case(desk: Desk) -> None:
    first, won = Case.objects.get(pk=desk.case.pk).version, {"handed_over": 0, "paused": 0, "resumed": 0}
    for number in range(PAIRS):
        before = Case.objects.get(pk=desk.case.pk)
        at = MONDAY + timedelta(minutes=number)
        seen: dict[str, Any] = {"at": at, "expected_version": before.version}
        team = desk.other_team()
        give = partial(hand_over, before.pk, team=team, reason=f"Paar {number}", **seen)
        wait = partial(
            pause, before.pk, kind="supplier", until=at + timedelta(days=2), reason="Steg fehlt", **seen
        )
        go_on = partial(end_pause, before.pk, **seen)
        other = (go_on if waits(before) else wait) if number % 2 else give
        outcomes = race([partial(give, by=desk.two[0]), partial(other, by=desk.two[1])])

        winner = one_winner(outcomes)
        now, lost = Case.objects.get(pk=desk.case.pk), outcomes[1 - winner]
        handed = winner == 0 or other is give
        assert (now.version, lost.current) == (before.version + 1, before.version + 1)
        assert (now.team_id != before.team_id, now.status != before.status) == (handed, not handed)
        field, then, after = (
            ("team_id", before.team_id, team.pk) if handed else ("status", before.status, now.status)
        )
        assert lost.differences[field] == [then, after]
        assert ("status" if handed else "team_id") not in lost.differences
        won["handed_over" if handed else "paused" if now.status == Status.WAITING else "resumed"] += 1

    history = list(desk.case.history.order_by("history_id").values_list("version", flat=True))
    assert history == sorted(set(history))
    assert history[-1] == first + PAIRS
    for verb, count in won.items():
        assert CaseEvent.objects.filter(case=desk.case, verb=verb).count() == count, verb
    print(f"\nR13 on {connection.vendor}: {PAIRS} pairs on one case, winners {won}")


def test_pairs_on_one_customer(desk: Desk) -> None:
    first, won = desk.customer.version, [0, 0]
    for number in range(PAIRS):
        before = Customer.objects.get(pk=desk.customer.pk)
        phones = [phone.raw for phone in before.phones.all()]
        change = partial(
            change_customer, before.pk, expected_version=before.version, at=MONDAY + timedelta(minutes=number)
        )
        new_phone = next(number for number in NUMBERS if [number] != phones)
        typed: list[dict[str, Any]] = [
            {"last_name": f"Maier{number}"},
            {"phones": [new_phone]} if number % 2 else {"last_name": f"Mayer{number}"},
        ]
        outcomes = race([partial(change, said, by=by) for said, by in zip(typed, desk.two, strict=True)])

        winner = one_winner(outcomes)
        now, lost = Customer.objects.get(pk=desk.customer.pk), outcomes[1 - winner]
        kept = {"last_name": before.last_name, "phones": phones}
        stored = {"last_name": now.last_name, "phones": [phone.raw for phone in now.phones.all()]}
        assert (now.version, lost.current) == (before.version + 1, before.version + 1)
        assert stored == kept | typed[winner]
        assert lost.differences == {field: [kept[field], value] for field, value in typed[winner].items()}
        won[winner] += 1

    history = list(desk.customer.history.order_by("history_id").values_list("version", flat=True))
    assert history == sorted(set(history))
    assert history[-1] == first + PAIRS
    print(f"\nR13 on {connection.vendor}: {PAIRS} pairs on one customer, winners {won}")


def statuses(answers: list[Any], *, won: int) -> int:
    """Which of two answers came first; the other is a 409."""
    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == sorted([won, 409]), [answer.content[:300] for answer in answers]
    return codes.index(won)


def test_pairs_over_the_api_on_a_case(desk: Desk) -> None:
    programs = [Api(user) for user in desk.two]
    for _ in range(DOOR_PAIRS):
        before, team = Case.objects.get(pk=desk.case.pk), desk.other_team()
        address, until = f"cases/{before.pk}", (datetime.now(UTC) + timedelta(days=2)).isoformat()
        body = {"kind": "supplier", "until": until, "reason": "Steg fehlt"}
        pausing = partial(programs[1].delete) if waits(before) else partial(programs[1].post, body=body)
        answers = race(
            [
                partial(programs[0].post, f"{address}/handover/", {"team": team.pk}, version=before.version),
                partial(pausing, f"{address}/pause/", version=before.version),
            ]
        )
        winner = statuses(answers, won=200)
        told = answers[1 - winner].json()
        assert told["current"] == answers[winner].json()["version"] == before.version + 1
        now = Case.objects.get(pk=desk.case.pk)
        assert (now.team_id == team.pk, now.status != before.status) == (winner == 0, winner == 1)
        field, values = (
            ("team", [before.team_id, now.team_id])
            if winner == 0
            else ("status", [before.status, now.status])
        )
        assert told["differences"][field] == values


def test_pairs_over_the_api_on_a_customer(desk: Desk) -> None:
    programs = [Api(user) for user in desk.two]
    for number in range(DOOR_PAIRS):
        before = Customer.objects.get(pk=desk.customer.pk)
        names = [f"Maier{number}", f"Mayer{number}"]
        answers = race(
            [
                partial(
                    each.patch, f"customers/{before.pk}/", {"last_name": name}, version=f'"{before.version}"'
                )
                for each, name in zip(programs, names, strict=True)
            ]
        )
        winner = statuses(answers, won=200)
        assert answers[1 - winner].json() == {
            "current": before.version + 1,
            "differences": {"last_name": [before.last_name, names[winner]]},
        }
        assert Customer.objects.get(pk=before.pk).last_name == names[winner]


def fields_of(page: Any) -> dict[str, Any]:
    """What a browser would send back of the shown form."""
    return {name: value for name, value in page.context["form"].initial.items() if value is not None}


def test_pairs_on_the_pages_of_a_case_keep_the_typed_text(desk: Desk) -> None:
    browsers: list[Client] = [signed_in(user) for user in desk.two]
    address = reverse("case_hand_over", args=[desk.case.number])
    for number in range(DOOR_PAIRS):
        before, team = Case.objects.get(pk=desk.case.pk), desk.other_team()
        typed = [f"Bitte bis Freitag, Paar {number}.", f"Holz liegt bereit, Paar {number}."]
        answers = race(
            [
                partial(browser.post, address, {"team": team.pk, "reason": reason, "version": before.version})
                for browser, reason in zip(browsers, typed, strict=True)
            ]
        )
        winner = statuses(answers, won=302)
        page = answers[1 - winner].content.decode()
        assert "Jemand war schneller." in page
        assert typed[1 - winner] in page
        assert f'name="version" value="{before.version + 1}"' in page
        event = CaseEvent.objects.filter(case=desk.case, verb="handed_over").latest("pk")
        assert (event.by, event.text) == (desk.two[winner], typed[winner])


def test_pairs_on_the_page_of_a_customer_keep_the_typed_text(desk: Desk) -> None:
    browsers: list[Client] = [signed_in(user) for user in desk.two]
    address = reverse("customer_edit", args=[desk.customer.number])
    for number in range(DOOR_PAIRS):
        before = Customer.objects.get(pk=desk.customer.pk)
        fresh = fields_of(browsers[0].get(address))
        typed = [{"last_name": f"Maier{number}"}, {"city": f"Lindau{number}", "why": f"Umzug {number}"}]
        answers = race(
            [
                partial(browser.post, address, fresh | said)
                for browser, said in zip(browsers, typed, strict=True)
            ]
        )
        winner = statuses(answers, won=302)
        page = answers[1 - winner].content.decode()
        assert "Jemand war schneller." in page
        for said in (
            typed[1 - winner],
            {name: typed[winner][name] for name in typed[winner] if name != "why"},
        ):
            assert [value for value in said.values() if f'value="{value}"' not in page] == []
        assert Customer.objects.get(pk=before.pk).version == before.version + 1
