"""R7: a company lives for a while, in any order Hypothesis can think of, and keeps promises 1 to 4 after every step.

People capture, note, wait, go on, hand over, acknowledge, close, reopen, take back, plan and cancel absences and leave;
the clock jumps by minutes, days or weeks; sweeps run in any order. The model remembers the few things it can know
without the product's own sums: which rungs were armed, which escalations there were, and who works here.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cases import lifecycle, proofs
from cases.escalation import sweep_escalations
from cases.leaving import leave
from cases.models import Case, Escalation, PauseKind, Status
from cases.owner_away import sweep_owners_away
from contacts.models import Contact, Topic
from crm.company.absences import cancel_absence, plan_absence
from crm.company.models import Absence, Role, Team, User
from crm.company.permissions import viewer_of
from crm.company.presence import absences_on, company_day
from crm.desk.voiding import undo
from crm.lib.acts import NotAllowed, Refused
from crm.outbox.models import Heartbeat
from tests.factories.cases import WHY, captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STEPS: Counter[str] = Counter()  # what was done over all runs, for the report
RUNS: Counter[str] = Counter()
CHECKS: Counter[str] = Counter()
PROMISES = range(1, 5)
AHEAD = st.integers(0, 2**16)  # picks one of the rows there are
JUMPS = st.one_of(
    st.integers(1, 600).map(lambda minutes: timedelta(minutes=minutes)),
    st.integers(1, 21).map(lambda days: timedelta(days=days)),
)


@dataclass(frozen=True)
class World:
    """Who and what was there before the first step; rolled back to after every run."""

    topics: list[Topic]
    teams: list[Team]
    workers: list[User]
    admin: User

    @classmethod
    def build(cls) -> "World":
        workers = [make_user() for _ in range(3)]
        make_user(Role.MANAGEMENT)
        teams = [make_team(tuple(workers[:2])), make_team(tuple(workers[1:]))]
        topics = [make_topic(team) for team in teams]
        acts = {
            ("first_response", 2): {"raise_to": "high", "reassign_to": "lead"},
            ("resolution", 2): {"raise_to": "urgent", "reassign_to": "role", "reassign_role": "backoffice"},
            ("resolution", 3): {"reassign_to": "team"},
        }
        make_policy(position=1, topic=topics[0], acts=acts)
        make_policy(position=2)
        return cls(topics, teams, workers, make_user(Role.ADMIN))


class Living(RuleBasedStateMachine):
    """One run. `world` is set by whoever runs it."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        RUNS["runs"] += 1
        self.now = START
        self.changed = True
        self.fired: dict[int, tuple[int, int, int, int]] = {}
        self._run = transaction.atomic()
        self._run.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._run.__exit__(None, None, None)

    @initialize()
    def two_cases_to_begin_with(self) -> None:
        """One of each team; the first one has an owner."""
        for topic in self.world.topics:
            captured(topic, by=self.world.admin, at=self.now)
        case = Case.objects.order_by("pk")[0]
        lifecycle.hand_over(
            case.pk, team=case.team, owner=self.world.workers[0], by=self.world.admin, at=self.now
        )

    # -- what people do -------------------------------------------------------------------------

    @rule(
        which=AHEAD,
        outcome=st.sampled_from(["follow_up", "follow_up", "follow_up", "resolved", "no_concern"]),
        voice=st.sampled_from(["", "", "", "complaint"]),
    )
    def capture(self, which: int, outcome: str, voice: str) -> None:
        self._do(
            "capture",
            lambda: captured(
                self._topic(which), by=self._worker(which), at=self.now, outcome=outcome, voice=voice
            ),
        )

    @rule(which=AHEAD, direction=st.sampled_from(["in", "out"]), voice=st.sampled_from(["", "", "complaint"]))
    def contact(self, which: int, direction: str, voice: str) -> None:
        case = self._case(which)
        voice = voice if direction == "in" else ""
        self._on(
            case,
            "contact",
            lambda pk: captured(
                self._topic(which),
                by=self._worker(which),
                at=self.now,
                case=pk,
                direction=direction,
                voice=voice,
            ),
        )

    @rule(which=AHEAD)
    def note(self, which: int) -> None:
        self._on(
            self._case(which),
            "note",
            lambda pk: lifecycle.add_note(pk, text="Steg bestellt", by=self._worker(which), at=self.now),
        )

    @rule(which=AHEAD, kind=st.sampled_from(PauseKind.values), hours=st.integers(1, 14 * 24 + 6))
    def wait(self, which: int, kind: str, hours: int) -> None:
        until = self.now + timedelta(hours=hours)
        self._on(
            self._case(which),
            "wait",
            lambda pk: lifecycle.pause(
                pk, kind=kind, until=until, reason="Foto", by=self._worker(which), at=self.now
            ),
        )

    @rule(which=AHEAD)
    def go_on(self, which: int) -> None:
        self._on(
            self._case(which),
            "go on",
            lambda pk: lifecycle.end_pause(pk, by=self._worker(which), at=self.now),
        )

    @rule(which=AHEAD, team=AHEAD, owner=st.integers(-1, 4))
    def hand_over(self, which: int, team: int, owner: int) -> None:
        to = None if owner < 0 else self._anybody(owner)
        self._on(
            self._case(which),
            "hand over",
            lambda pk: lifecycle.hand_over(
                pk, team=self.world.teams[team % 2], owner=to, by=self._worker(which), at=self.now
            ),
        )

    @rule(which=AHEAD, hours=st.one_of(st.none(), st.integers(1, 15 * 24)))
    def acknowledge(self, which: int, hours: int | None) -> None:
        next_at = self.now + timedelta(hours=hours) if hours else None
        self._on(
            self._case(which),
            "acknowledge",
            lambda pk: lifecycle.acknowledge(pk, next_at=next_at, by=self._worker(which), at=self.now),
        )

    @rule(which=AHEAD, informed=st.booleans())
    def close(self, which: int, informed: bool) -> None:
        def act(pk: int) -> object:
            answers = Contact.objects.filter(direction="out", void=None)
            answer = answers.filter(pk__in=Case.objects.get(pk=pk).links.values("contact")).first()
            told = {"informed_by": answer} if informed and answer else {"not_informed_reason": "Holt es ab"}
            return lifecycle.close(pk, result="Fertig", **WHY, by=self._worker(which), at=self.now, **told)

        self._on(self._case(which), "close", act)

    @rule(which=AHEAD)
    def reopen(self, which: int) -> None:
        self._on(
            self._case(which),
            "reopen",
            lambda pk: lifecycle.reopen(pk, reason="Doch nicht", by=self._worker(which), at=self.now),
        )

    @rule(which=AHEAD)
    def void(self, which: int) -> None:
        contacts = list(Contact.objects.filter(void=None).order_by("pk"))
        if contacts:
            self._do("void", lambda: undo(contacts[which % len(contacts)], by=self.world.admin, at=self.now))

    @rule(which=AHEAD, days=st.integers(1, 30), ahead=st.integers(0, 7), substitute=st.integers(-1, 4))
    def absence(self, which: int, days: int, ahead: int, substitute: int) -> None:
        user, first = self._anybody(which), company_day(self.now) + timedelta(days=ahead)
        stands_in = None if substitute < 0 else self._anybody(substitute)

        def act() -> None:
            plan_absence(
                user,
                starts_on=first,
                ends_on=first + timedelta(days=days - 1),
                substitute=stands_in,
                by=viewer_of(self.world.admin, today=company_day(self.now)),
                at=self.now,
            )

        self._do("absence", act)

    @rule(which=AHEAD)
    def come_back_early(self, which: int) -> None:
        absences = list(Absence.objects.order_by("pk"))
        if absences:
            by = viewer_of(self.world.admin, today=company_day(self.now))
            self._do("come back", lambda: cancel_absence(absences[which % len(absences)], by=by))

    @rule(which=AHEAD, successor=st.integers(-1, 4))
    def leave(self, which: int, successor: int) -> None:
        user = self.world.workers[which % 3]
        to = None if successor < 0 else self._anybody(successor)
        self._do("leave", lambda: leave(user, successor=to, by=self.world.admin, at=self.now))

    # -- what runs by itself --------------------------------------------------------------------

    @rule(jump=JUMPS)
    def time_passes(self, jump: timedelta) -> None:
        self.now += jump
        STEPS["time passes"] += 1

    @rule(order=st.permutations(["pauses", "absences", "escalations"]))
    def sweeps(self, order: list[str]) -> None:
        STEPS["sweeps"] += 1
        self.changed = True
        sweeps: dict[str, Callable[[datetime], Any]] = {
            "pauses": lifecycle.sweep_pauses,
            "absences": sweep_owners_away,
            "escalations": sweep_escalations,
        }
        for name in order:
            if name == "escalations":
                self._sweep_escalations()
            else:
                assert sweeps[name](self.now).failed == 0
            Heartbeat.objects.update_or_create(sweep=name, defaults={"ran_at": self.now})

    def _sweep_escalations(self) -> None:
        """Exactly the armed rungs that are due fire, each once and now; then nothing is due any more."""
        due = Case.objects.exclude(status=Status.RESOLVED).filter(escalate_at__lte=self.now)
        armed = set(due.values_list("pk", "escalation_kind", "escalation_step", "escalation_cycle"))
        first = set(Escalation.objects.values_list("pk", flat=True))
        result = sweep_escalations(self.now)
        fired = Escalation.objects.exclude(pk__in=first)
        told = set(fired.values_list("case", "deadline__kind", "step", "cycle"))
        assert result.failed == 0
        assert armed <= told, armed - told
        assert all(each.fired_at == self.now and each.armed_for <= self.now for each in fired)
        away, active = (
            absences_on(self.now),
            set(User.objects.filter(is_active=True).values_list("pk", flat=True)),
        )
        for each in fired:
            heard = set(each.recipients.values_list("user", flat=True))
            assert heard, each
            assert heard <= active, each
            assert heard - set(away) or each.role == "management", each
        assert sweep_escalations(self.now).handled == 0

    # -- what always holds ----------------------------------------------------------------------

    @invariant()
    def promises_hold(self) -> None:
        """As `manage.py prove` counts them. What was refused, and time alone, change no row: nothing to count."""
        if not self.changed:
            return
        looked_at = list(takewhile(lambda proof: proof.promise in PROMISES, proofs.proofs(self.now)))
        looked_at += proofs.deadlines_recomputed()
        assert {proof.promise for proof in looked_at} == set(PROMISES)
        broken = [proof for proof in looked_at if proof.broken]
        assert broken == [], broken
        self.changed = False
        CHECKS["proofs"] += len(looked_at)

    @invariant()
    def what_fired_stays_fired(self) -> None:
        now = {
            pk: (case, deadline, step, cycle)
            for pk, case, deadline, step, cycle in Escalation.objects.values_list(
                "pk", "case", "deadline", "step", "cycle"
            )
        }
        assert self.fired.items() <= now.items()
        assert len(set(now.values())) == len(now)
        self.fired = now

    @invariant()
    def every_open_case_is_in_living_hands(self) -> None:
        assert not Case.objects.exclude(status=Status.RESOLVED).filter(owner__is_active=False).exists()

    # -- helpers --------------------------------------------------------------------------------

    def _do(self, name: str, act: Callable[[], object]) -> None:
        """An act, refused or not; anything else than a refusal is an error of the product."""
        refused = True
        with suppress(Refused, NotAllowed), transaction.atomic():
            act()
            refused, self.changed = False, True
        STEPS[f"{name}, refused" if refused else name] += 1

    def _on(self, case: int, name: str, act: Callable[[int], object]) -> None:
        self._do(name, lambda: act(case))

    def _case(self, which: int) -> int:
        found = list(Case.objects.order_by("pk").values_list("pk", flat=True))
        return found[which % len(found)]

    def _topic(self, which: int) -> Topic:
        return self.world.topics[which % 2]

    def _worker(self, which: int) -> User:
        """Somebody who still works here; leads and the administration stay."""
        there = [user for user in self.world.workers if User.objects.get(pk=user.pk).is_active]
        return there[which % len(there)] if there else self.world.teams[which % 2].lead

    def _anybody(self, which: int) -> User:
        people = [*self.world.workers, self.world.teams[0].lead, self.world.teams[0].deputy]
        return User.objects.get(pk=people[which % len(people)].pk)
