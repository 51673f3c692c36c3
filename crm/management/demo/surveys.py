"""Whoever agreed is asked after a case, about half answer, and whoever is not content gets a case of their own."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from cases.models import Case, Closure, Status
from contacts.consent import record_consent
from contacts.consent_wordings import our_question
from contacts.models import Consent, Purpose
from crm.company.models import Role, User
from crm.lib.tokens import TOKEN_BYTES
from crm.management.demo.casework import Casework
from crm.management.demo.concerns import matter_of
from crm.management.demo.post import Post
from crm.management.demo.texts.surveys import CONTENT, HOW_WE_KNOW, NOT_CONTENT, NPS_ENGLISH, NPS_GERMAN
from crm.management.demo.world import World
from feedback.answering import Given, answer
from feedback.models import Invitation
from feedback.models.answer import SATISFIED_FROM
from feedback.survey_building import Question, save_questions, standard
from feedback.survey_standard import standard_survey
from feedback.surveys import invite

_ASKING: Final = (time(10, 10), time(15, 10))
_AGREES: Final = 0.72
_ANSWERS: Final = 0.46
_WRITES: Final = 0.45
_RECOMMENDS: Final = 0.8
_RECOMMEND: Final = {5: 10, 4: 8, 3: 7, 2: 4, 1: 1}
_SCORES: Final = ((5, 44), (4, 30), (3, 11), (2, 9), (1, 6))


class Surveys:
    """Consents, invitations and answers by the clock of the story, with dice of their own."""

    def __init__(self, world: World, casework: Casework, post: Post, *, rng: Random) -> None:
        self._world, self._casework, self._post, self._rng = world, casework, post, rng
        self._of_nps = Random("nps")  # noqa: S311 - dice of a story

    def plan(self, *, start: datetime, until: datetime) -> None:
        """Put two rounds a day on the agenda; from the first day on they also ask whether one would recommend us."""
        nps = Question(kind="nps", text_de=NPS_GERMAN, text_en=NPS_ENGLISH, required=False)
        solved, csat, text = standard()
        admin = User.objects.filter(role=Role.ADMIN).earliest("pk")
        save_questions(standard_survey(start), [solved, csat, nps, text], by=admin, at=start)
        zone = ZoneInfo(settings.TIME_ZONE)
        day = start.astimezone(zone).date()
        while day <= until.astimezone(zone).date():
            for hour in _ASKING:
                at = datetime.combine(day, hour, zone).astimezone(UTC)
                if at > start:
                    self._world.agenda.add(at, self._ask)
            day += timedelta(days=1)

    def _ask(self, now: datetime) -> None:
        self._note_consents(now)
        asked = set(Invitation.objects.values_list("pk", flat=True))
        if invite(now, token=self._token).failed:
            raise RuntimeError("an invitation of the demo failed; see the log")
        self._post.send(now)
        for invitation in Invitation.objects.exclude(pk__in=asked).order_by("case__number"):
            if self._rng.random() < _ANSWERS:
                after = timedelta(minutes=self._rng.triangular(9, 4_000, 200))
                at = (now + after).replace(microsecond=0)
                self._world.agenda.add(at, partial(self._answer, invitation.pk))

    def _token(self) -> str:
        return urlsafe_b64encode(self._rng.randbytes(TOKEN_BYTES)).decode()

    def _note_consents(self, now: datetime) -> None:
        """Whoever closed a case has asked whether we may; some say no."""
        known = Consent.objects.filter(purpose=Purpose.SURVEY).values("customer")
        closed = Case.objects.filter(status=Status.RESOLVED, customer__isnull=False)
        fresh = closed.filter(resolved_at__gt=now - timedelta(days=2)).exclude(customer__in=known)
        for case in fresh.select_related("customer").order_by("number"):
            if case.customer is None or self._world.people.known(case.customer.pk) is None:
                continue
            closure = Closure.objects.select_related("by").get(case=case, reopened_at=None)
            record_consent(
                case.customer,
                purpose=Purpose.SURVEY,
                given=self._rng.random() < _AGREES,
                source=self._rng.choice(HOW_WE_KNOW),
                asked=our_question(Purpose.SURVEY, language="de"),
                by=closure.by,
                at=now,
            )

    def _answer(self, invitation_id: int, now: datetime) -> None:
        said = answer(invitation_id, self._given(), at=now)
        if said.case is None:
            return
        case = Case.objects.select_related("team__site", "topic").get(pk=said.case.pk)
        matter = matter_of(self._world.company, case.topic)
        self._casework.begin(case, matter, self._world.people.known(case.customer_id or 0), now)

    def _given(self) -> Given:
        rng = self._rng
        scores, weights = zip(*_SCORES, strict=True)
        score = rng.choices(scores, weights=weights)[0]
        content = score >= SATISFIED_FROM
        solved = "yes" if content else rng.choice(("partly", "partly", "no", "yes"))
        texts = CONTENT if content else NOT_CONTENT
        nps = _RECOMMEND[score] if self._of_nps.random() < _RECOMMENDS else None
        return Given(
            solved=solved, score=score, nps=nps, text=rng.choice(texts) if rng.random() < _WRITES else ""
        )
