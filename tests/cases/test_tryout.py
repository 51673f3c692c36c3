"""The try-out tells what then happens: played first, then lived through with the real sweeps."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import lifecycle
from cases.escalation import sweep_escalations
from cases.lifecycle import sweep_pauses
from cases.models import Case, CaseEvent, Escalation, EscalationStep
from cases.owner_away import sweep_owners_away
from cases.policies import steps_of
from cases.tryout import MOST, Moment, What, play
from cases.tryout_scenes import imagined, scene_of, until
from crm.company.models import Absence, Role, Team, User
from tests.cases.pages import clock_runs, signed_in, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FORTNIGHT = MONDAY + timedelta(days=14)
DAY = timedelta(days=1)


@pytest.fixture
def owner() -> User:
    make_user(Role.MANAGEMENT)
    return make_user(last_name="Bisher")


@pytest.fixture
def team(owner: User) -> Team:
    return make_team((owner,))


def owned(team: Team, owner: User, **acts: Any) -> Case:
    make_policy(first_response=240, resolution=1200, **acts)
    opened = captured(make_topic(team), by=owner, at=MONDAY).case
    assert opened is not None
    return lifecycle.hand_over(opened.pk, team=team, owner=owner, by=owner, at=MONDAY)


def told(case: Case, now: datetime, end: datetime) -> list[tuple[Any, ...]]:
    """The rungs, as a try-out at `now` tells them."""
    ahead, _after = until(scene_of(Case.objects.get(pk=case.pk), now=now), end)
    return [
        (moment.at, moment.kind, moment.step, {(who.user.pk, who.in_place_of) for who in moment.heard_by})
        for moment in ahead
        if moment.what == What.RUNG
    ]


def lived(case: Case, now: datetime, end: datetime) -> list[tuple[Any, ...]]:
    """The rungs that fire when every sweep runs at each moment something is due, and each midnight."""
    moments = {now} | {
        datetime(2026, 3, day, tzinfo=UTC) - timedelta(hours=1)
        for day in range(2, 31)  # midnight in Berlin
    }
    at = now
    while True:
        row = Case.objects.get(pk=case.pk)
        wait = row.pauses.filter(ended_at=None).values_list("until", flat=True).first()
        coming = [*(each for each in moments if each >= at), max(at, row.escalate_at or end)]
        coming += [wait] if wait else []
        at = min(coming)
        moments.discard(at)
        if at >= end:
            break
        sweep_pauses(at)
        sweep_owners_away(at)
        sweep_escalations(at)
    return [
        (
            each.fired_at,
            each.deadline.kind,
            each.step,
            {(who.user_id, who.in_place_of_id) for who in each.recipients.all()},
        )
        for each in Escalation.objects.filter(case=case, fired_at__gte=now).order_by("fired_at", "pk")
    ]


def test_an_untouched_case_goes_as_it_was_told(team: Team, owner: User) -> None:
    case = owned(team, owner)
    foretold = told(case, MONDAY, FORTNIGHT)
    assert len(foretold) > 10
    assert foretold == lived(case, MONDAY, FORTNIGHT)


def test_steps_that_act_are_told_with_what_they_change(team: Team, owner: User) -> None:
    acts = {
        ("first_response", 2): {"raise_to": "urgent", "reassign_to": "lead"},
        ("resolution", 2): {"reassign_to": "team"},
    }
    case = owned(team, owner, acts=acts)
    ahead, _after = until(scene_of(case, now=MONDAY), FORTNIGHT)
    changed = [moment.done for moment in ahead if moment.done]
    assert [(done.raised_to, done.before, done.after) for done in changed] == [
        ("urgent", owner, team.lead),
        ("", team.lead, None),
    ]
    assert told(case, MONDAY, FORTNIGHT) == lived(case, MONDAY, FORTNIGHT)


def test_absences_ahead_and_an_owner_away_too_long_are_known(team: Team, owner: User) -> None:
    case = owned(team, owner)
    substitute = make_user()
    for user, first, last, instead in (
        (owner, 2, 3, substitute),
        (team.lead, 3, 4, None),
        (owner, 4, 20, None),
    ):
        Absence.objects.create(
            user=user, starts_on=date(2026, 3, first), ends_on=date(2026, 3, last), substitute=instead
        )
    ahead, _after = until(scene_of(case, now=MONDAY), FORTNIGHT)
    [back] = [moment for moment in ahead if moment.what == What.RETURNED]
    assert back.at == datetime(2026, 3, 3, 23, 0, tzinfo=UTC)
    assert (back.owner, [who.user for who in back.heard_by]) == (owner, [team.deputy])
    assert told(case, MONDAY, FORTNIGHT) == lived(case, MONDAY, FORTNIGHT)


@pytest.mark.parametrize("kind", ["customer", "supplier"])
def test_a_wait_ends_and_its_deadlines_go_on(team: Team, owner: User, kind: str) -> None:
    case = owned(team, owner)
    at = MONDAY + timedelta(hours=1)
    lifecycle.pause(case.pk, kind=kind, until=at + 3 * DAY, reason="Foto", by=owner, at=at)
    assert told(case, at, FORTNIGHT) == lived(case, at, FORTNIGHT)


def test_after_an_outage_and_an_acknowledgement_it_starts_from_where_the_case_stands(
    team: Team, owner: User
) -> None:
    case = owned(team, owner, acts={("first_response", 1): {"raise_to": "high"}})
    late = MONDAY + 2 * DAY
    assert told(case, late, FORTNIGHT)[0][0] == late
    sweep_escalations(late)
    lifecycle.acknowledge(case.pk, next_at=late + DAY, by=owner, at=late)
    later = late + timedelta(seconds=1)
    assert told(case, later, FORTNIGHT) == lived(case, later, FORTNIGHT)


def test_nothing_is_written_and_many_moments_ask_no_more_than_few(team: Team, owner: User) -> None:
    acts = {
        ("first_response", 2): {"raise_to": "urgent", "reassign_to": "role", "reassign_role": "backoffice"}
    }
    case = owned(team, owner, acts=acts)
    counts = []
    for end in (MONDAY + DAY, MONDAY + 60 * DAY):
        with CaptureQueriesContext(connection) as queries:
            until(scene_of(case, now=MONDAY), end)
        assert all(query["sql"].startswith("SELECT") for query in queries)
        counts.append(len(queries))
    assert counts == [11, 11]
    assert not Escalation.objects.exists()
    fresh = Case.objects.get(pk=case.pk)
    assert (fresh.priority, fresh.owner_id, fresh.version) == (case.priority, case.owner_id, case.version)
    assert CaseEvent.objects.filter(case=case, by=None).count() == 0


def test_it_ends_somewhere(team: Team, owner: User) -> None:
    assert len(list(play(scene_of(owned(team, owner), now=MONDAY)))) == MOST


def test_an_imagined_case_needs_no_row(team: Team, owner: User) -> None:
    version = make_policy(first_response=240, resolution=1200)
    ladders = {kind: steps_of(version.pk, kind) for kind in ("first_response", "resolution")}
    unsaved = {
        kind: [
            EscalationStep(
                position=step.position,
                placed=step.placed,
                percent=step.percent,
                wait_minutes=step.wait_minutes,
                role=step.role,
            )
            for step in steps
        ]
        for kind, steps in ladders.items()
    }
    scene = imagined(
        ladders=unsaved,
        first_response_minutes=240,
        resolution_minutes=1200,
        team=team,
        owner=owner,
        start=MONDAY,
    )
    ahead, _after = until(scene, FORTNIGHT)

    def plain(moments: list[Moment]) -> list[Any]:
        return [(moment.at, moment.what, moment.kind, moment.step, moment.heard_by) for moment in moments]

    case = captured(make_topic(team), by=owner, at=MONDAY).case
    assert case is not None
    lifecycle.hand_over(case.pk, team=team, owner=owner, by=owner, at=MONDAY)
    real, _next = until(scene_of(Case.objects.get(pk=case.pk), now=MONDAY), FORTNIGHT)
    assert plain(ahead) == plain(real)


@time_machine.travel(MONDAY, tick=False)
def test_the_page_tells_it_until_friday_and_until_any_day(team: Team, owner: User) -> None:
    clock_runs()
    case = owned(team, owner, acts={("first_response", 2): {"raise_to": "urgent"}})
    browser = signed_in(owner)
    address = f"/vorgaenge/{case.number}/ausblick/"
    said = text_of(browser.get(address))
    assert "Was passiert bis Freitag, 6. März?" in said
    assert f"Stufe 1 an {owner}: die Antwort ist bald fällig" in said
    assert "Das Versprechen ist gebrochen" in said
    assert "Die Dringlichkeit ist jetzt dringend." in said
    assert "noch einmal an" in said
    assert "Danach als Nächstes" in said
    early = text_of(browser.get(address, {"bis": "2026-03-02"}))
    assert "Was passiert bis Montag, 2. März?" in early
    assert early.count("Stufe") < said.count("Stufe")
    assert "Was passiert bis Freitag, 1. Mai?" in text_of(browser.get(address, {"bis": "2099-01-01"}))
    for nonsense in ("2026-02-31", "bald", ""):
        assert "Was passiert bis Freitag, 6. März?" in text_of(browser.get(address, {"bis": nonsense}))
    assert f'href="{address}"' in browser.get(f"/vorgaenge/{case.number}/").content.decode()
    part = browser.get(address, headers={"hx-request": "true"}).content.decode()
    assert part.strip().startswith('<div class="tryout" id="ausblick">')


@time_machine.travel(MONDAY, tick=False)
def test_a_solved_case_has_nothing_ahead(team: Team, owner: User) -> None:
    case = owned(team, owner)
    lifecycle.close(case.pk, result="Fertig", not_informed_reason="Holt ab", by=owner, at=MONDAY)
    browser = signed_in(owner)
    assert "Es läuft keine Frist mehr" in text_of(browser.get(f"/vorgaenge/{case.number}/ausblick/"))
    assert "ausblick" not in browser.get(f"/vorgaenge/{case.number}/").content.decode()


@time_machine.travel(MONDAY, tick=False)
def test_a_rule_is_tried_out_for_a_team_and_an_owner(team: Team, owner: User) -> None:
    clock_runs()
    version = make_policy(
        first_response=240, resolution=1200, acts={("first_response", 3): {"raise_to": "urgent"}}
    )
    other = make_team((owner,), is_fallback=True)
    browser = signed_in(make_user(Role.ADMIN))
    address = f"/einstellungen/fristen/{version.policy_id}/probe/"
    said = text_of(browser.get(address))
    assert f"Stufe 1 an {other.lead}: die Antwort ist bald fällig" in said
    assert "Die Dringlichkeit ist jetzt dringend." in said
    said = text_of(browser.get(address, {"team": team.pk, "owner": owner.pk}))
    assert f"Stufe 1 an {owner}: die Antwort ist bald fällig" in said
    assert f"Stufe 2 an {team.lead}: die Antwort ist überfällig" in said
    assert f"Stufe 1 an {other.lead}" in text_of(browser.get(address, {"team": "x"}))
    assert address in browser.get(f"/einstellungen/fristen/{version.policy_id}/").content.decode()
    ours = make_policy(topic=make_topic(team), position=50).policy_id
    said = text_of(browser.get(f"/einstellungen/fristen/{ours}/probe/"))
    assert f"Stufe 1 an {team.lead}: die Antwort ist bald fällig" in said
    assert not Case.objects.exists()
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert len(queries) == 16, [query["sql"][:80] for query in queries]
