"""What runs by itself: sweeps whenever something is due, every night the figures, the mail and the proofs."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Min

from cases.answer_reviews import sweep_answers
from cases.audit import sweep_audit
from cases.escalation import sweep_escalations
from cases.lifecycle import sweep_pauses
from cases.models import Case, Escalation, Pause, Status
from cases.owner_away import sweep_owners_away
from crm.company.models import User
from crm.company.presence import company_day
from crm.dashboard.nightly import write_day
from crm.dashboard.nightly_proofs import sweep_promises
from crm.management.demo.casework import Casework
from crm.management.demo.evenings import learn, listen
from crm.management.demo.post import Post
from crm.management.demo.world import World
from crm.outbox.models import Notice
from crm.outbox.reading import mark_all_read
from crm.outbox.sweeping import SweepResult

_WAKES_AGAIN: Final = timedelta(seconds=30)
_NEW_DAY: Final = time(0, 15)
_COUNTING: Final = time(1, 5)
_AUDIT: Final = time(2, 10)
_ANSWERS: Final = time(2, 40)
_PROOF: Final = time(3, 10)
_READING: Final = time(17, 45)
_PROVEN: Final = timedelta(
    weeks=4
)  # so long the nights are proven: what a page shows, and a first start may take
_SEEN: Final = 0.93


class Clockwork:
    """The sweeps of the company, run by the clock of the story."""

    def __init__(self, world: World, casework: Casework, post: Post, *, unread_since: datetime) -> None:
        self._world, self._casework, self._post = world, casework, post
        self._unread_since = unread_since
        self.left_alone: set[int] = set()  # cases whose escalations a scene answers, or nobody does

    def wind_up(self, *, start: datetime, until: datetime) -> None:
        """Put every night and every evening between two moments on the agenda."""
        zone = ZoneInfo(settings.TIME_ZONE)
        first, last = start.astimezone(zone).date(), until.astimezone(zone).date()
        acts = (
            (_NEW_DAY, self.give_back),
            (_COUNTING, self._count),
            (_READING, self._read),
        )
        proofs = (
            (_AUDIT, lambda now: _healthy(sweep_audit(now))),
            (_ANSWERS, lambda now: _healthy(sweep_answers(now))),
            (_PROOF, lambda now: _healthy(sweep_promises(now))),
        )
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            proven = (last - day) < _PROVEN
            for hour, act in (*acts, *proofs) if proven else acts:
                at = datetime.combine(day, hour, zone).astimezone(UTC)
                if at > start:
                    self._world.agenda.add(at, act)

    def catch_up(self, now: datetime) -> None:
        """Run every sweep that was due before `now`, each when it would have woken."""
        while (due := _next_due()) is not None and due <= now:
            awake = min(due + _WAKES_AGAIN, now)
            for sweep in (sweep_pauses, sweep_escalations):
                _healthy(sweep(awake))
            self._hear(awake)

    def give_back(self, now: datetime) -> None:
        """Whose owner is away too long goes back to the team."""
        _healthy(sweep_owners_away(now))

    def _hear(self, now: datetime) -> None:
        """Somebody sees an escalation, most of the time."""
        fired = Escalation.objects.filter(fired_at=now).select_related("case__team__site").order_by("pk")
        for escalation in fired:
            unseen = now < self._unread_since and self._world.rng.random() > _SEEN
            if unseen or escalation.case_id in self.left_alone:
                continue
            recipient = escalation.recipients.order_by("pk")[0].user
            self._casework.react(escalation, recipient=recipient, at=now)

    def _count(self, now: datetime) -> None:
        write_day(company_day(now) - timedelta(days=1), now=now)
        self._post.send(now)

    def _read(self, now: datetime) -> None:
        """Voices are seen to, and everybody reads what came during the day."""
        listen(now)
        learn(now)
        if now < self._unread_since:
            unread = Notice.objects.filter(medium=Notice.APP, read_at=None, dropped_at=None)
            for user in User.objects.filter(pk__in=unread.values("recipient")):
                mark_all_read(user, at=now)


def _healthy(result: SweepResult) -> None:
    if result.failed:
        raise RuntimeError("a sweep of the demo failed; see the log")


def _next_due() -> datetime | None:
    """The earliest moment a sweep has something to do."""
    rung = Case.objects.exclude(status=Status.RESOLVED).aggregate(at=Min("escalate_at"))["at"]
    wait = Pause.objects.filter(ended_at=None).aggregate(at=Min("until"))["at"]
    return min((at for at in (rung, wait) if at is not None), default=None)
