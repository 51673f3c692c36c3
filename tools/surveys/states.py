"""P2: random customers, words, surveys and moments; every mail that is written is judged by rules of its own.

One state is one customer at one moment. The judge reads rows one by one in plain Python and shares no query with the
product: consent or a recorded exception, no objection, a present customer with that address, the hours and working
days, rest, sample, once about the same thing, one reminder.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from cases.models import Case, Closure
from contacts.consent import record_consent
from contacts.consent_wordings import our_question
from contacts.models import Consent, Customer, EmailAddress, Purpose
from crm.company.models import CalendarVersion, User
from crm.lib.history import save_as
from crm.lib.tokens import new_token, token_hash
from crm.lib.working_hours import WEEKDAYS
from crm.outbox.models import Notice
from feedback.answering import Given, answer, opt_out
from feedback.models import Invitation, Survey
from feedback.survey_building import claim_exception, end_exception
from feedback.survey_sample import in_sample
from feedback.survey_standard import standard_survey
from feedback.surveys import invite
from tests.factories.cases import captured
from tests.factories.company import make_user
from tests.factories.surveys import MONDAY, Shop, a_shop

DAY: Final = timedelta(days=1)
BERLIN: Final = timedelta(hours=1)
"""All moments lie in winter."""


@dataclass
class Found:
    states: int = 0
    mails: int = 0
    reminders: int = 0
    by_ground: Counter[str] = field(default_factory=Counter)
    by_trigger: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class States:
    """A shop with customers of every standing, three surveys, and dice."""

    def __init__(self, *, people: int, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311 - dice, no secret
        self.shop: Shop = a_shop()
        self.admin: User = make_user("admin")
        self.surveys = self._surveys()
        self.cases = [self._somebody(number) for number in range(people)]

    def run(self, *, rounds: int) -> Found:
        found, now = Found(), MONDAY
        for _round in range(rounds):
            now += timedelta(hours=self.dice.uniform(1, 70))
            if now > MONDAY + 25 * DAY:  # the clocks have not been put forward yet
                now = MONDAY + timedelta(hours=self.dice.uniform(1, 70))
                self._long_ago()
            self._shift(now)
            before = set(Notice.objects.filter(kind="survey").values_list("pk", flat=True))
            seen = {each.pk: each for each in Invitation.objects.all()}
            invite(now, token=new_token)
            for mail in Notice.objects.filter(kind="survey").exclude(pk__in=before).order_by("pk"):
                self._judge(mail, now=now, seen=seen, found=found)
            self._judge_waiting(found)
            self._send(now)
            found.states += len(self.cases)
        return found

    def _happens(self, share: float) -> bool:
        return self.dice.random() < share

    def _surveys(self) -> list[Survey]:
        first = standard_survey(MONDAY)
        others = [
            Survey(name="Kontakt", trigger="contact", active=True, created_at=MONDAY),
            Survey(name="Gruppe", trigger="segment", run_on=MONDAY.date(), active=True, created_at=MONDAY),
        ]
        for survey in others:
            save_as(survey, by=self.admin, at=MONDAY, force_insert=True)
            survey.versions.create(number=1, created_at=MONDAY).questions.create(
                position=1, kind="csat", text_de="Wie zufrieden?"
            )
        return [first, *others]

    def _somebody(self, number: int) -> Case:
        case = self.shop.closed_case(email=f"p{number}@example.org" if self._happens(0.85) else "")
        if self._happens(0.1):
            Closure.objects.filter(case=case).update(cancelled=True)
        if self._happens(0.5):
            at = MONDAY - timedelta(hours=self.dice.uniform(0, 200))
            captured(
                self.shop.topic, by=self.shop.worker, at=at, customer=case.customer_id, outcome="resolved"
            )
        return case

    def _long_ago(self) -> None:
        """Everything that was asked moves a year back, so that rest and once are tried from anew."""
        for row in Invitation.objects.all():
            row.created_at -= 365 * DAY
            row.expires_at -= 365 * DAY
            row.sent_at = row.sent_at - 365 * DAY if row.sent_at else None
            row.save(update_fields=["created_at", "expires_at", "sent_at"])

    def _shift(self, now: datetime) -> None:
        dice = self.dice
        for survey in self.surveys:
            survey.active = self._happens(0.85)
            survey.share = dice.choice((100, 100, 60))
            survey.rest_days = dice.choice((7, 30, 90))
            survey.reminder_days = dice.choice((0, 2, 5))
            survey.working_days_only = self._happens(0.7)
            survey.from_hour, survey.until_hour = dice.choice(((8, 20), (0, 24), (9, 12)))
            if survey.trigger == "segment":
                survey.run_on = (now - dice.choice((0, 1, 9, 20)) * DAY).date()
            save_as(survey, by=self.admin, at=now)
            if survey.exceptions.filter(ended_at=None).exists():
                if self._happens(0.5):
                    end_exception(survey.pk, by=self.admin, at=now)
            elif self._happens(0.25):
                claim_exception(survey.pk, reason="Nur nach einem Kauf", by=self.admin, at=now)
        for case in self.cases:
            Case.objects.filter(pk=case.pk, status="resolved").update(
                resolved_at=now - timedelta(days=dice.uniform(0, 20))
            )
            self._speak(case, now)

    def _speak(self, case: Case, now: datetime) -> None:
        dice = self.dice
        assert case.customer_id is not None
        customer = Customer.everybody.get(pk=case.customer_id)
        for purpose, often in ((Purpose.SURVEY, 0.25), (Purpose.POLL, 0.15)):
            if self._happens(often) and not customer.standing:
                at = now - timedelta(minutes=dice.uniform(0, 5))
                record_consent(
                    customer,
                    purpose=purpose,
                    given=self._happens(0.6),
                    source=f"gesagt {at}",
                    asked=our_question(purpose, language="de"),
                    by=None,
                    at=at,
                )
        if self._happens(0.02):
            Customer.everybody.filter(pk=customer.pk).update(standing="" if customer.standing else "locked")
        if self._happens(0.03):
            EmailAddress.objects.filter(customer=customer).update(normalised="")
        asked = Invitation.objects.filter(
            customer=customer, answer=None, opted_out_at=None, expires_at__gt=now
        )
        invitation = asked.order_by("pk").first() if self._happens(0.1) else None
        if invitation is not None and not customer.standing:
            if self._happens(0.7):
                answer(invitation.pk, Given(solved="yes", score=5), at=now)
            else:
                opt_out(invitation.pk, at=now)

    def _send(self, now: datetime) -> None:
        """Most mails leave; the links are forgotten by the product itself."""
        for mail in Notice.objects.filter(kind="survey", sent_at=None, dropped_at=None):
            if self._happens(0.9):
                Notice.objects.filter(pk=mail.pk).update(sent_at=now)

    # -- the judge -----------------------------------------------------------------------------

    def _judge(self, mail: Notice, *, now: datetime, seen: dict[int, Invitation], found: Found) -> None:
        token = mail.path.partition("?")[0].split("/")[2]
        row = next(
            each
            for each in Invitation.objects.select_related("survey", "case__team__site", "contact__site")
            if token_hash(token) in (each.token_hash, each.reminder_hash)
        )
        again = row.pk in seen
        found.mails += 1
        found.reminders += again
        found.by_ground[row.ground] += 1
        found.by_trigger[row.survey.trigger] += 1
        for fault in [
            *self._not_allowed(row, mail, now),
            *self._not_now(row, now),
            *self._not_due(row, seen, now),
        ]:
            found.wrong.append(f"{'reminder' if again else 'mail'} {mail.pk}: {fault}")

    def _not_allowed(self, row: Invitation, mail: Notice, now: datetime) -> list[str]:
        customer = Customer.everybody.get(pk=row.customer_id)
        faults = ["the customer is not present"] if customer.standing else []
        if mail.address not in [each.normalised for each in EmailAddress.objects.filter(customer=customer)]:
            faults.append("not an address of theirs")
        purpose = "poll" if row.survey.trigger == "segment" else "survey"
        words = sorted(Consent.objects.filter(customer=customer), key=lambda each: (each.at, each.pk))
        last = {each.purpose: each.state for each in words}
        if last.get(purpose, "given") != "given":
            faults.append("they said no")
        if purpose not in last:
            if "withdrawn" in last.values():
                faults.append("they said no to other surveys, and nothing about this kind")
            open_ones = [each for each in row.survey.exceptions.all() if each.ended_at is None]
            cases = [
                each for each in Case.objects.filter(customer=customer) if each.opened_at > now - 730 * DAY
            ]
            if not open_ones or not cases:
                faults.append("neither consent nor exception")
        return faults

    def _not_now(self, row: Invitation, now: datetime) -> list[str]:
        faults = [] if row.survey.active else ["the survey does not run"]
        local = now + BERLIN
        if not row.survey.from_hour <= local.hour < row.survey.until_hour:
            faults.append("outside of the hours")
        if row.survey.working_days_only:
            version = CalendarVersion.objects.order_by("calendar", "-number")[0]
            if not version.spans.get(WEEKDAYS[local.weekday()]) or f"{local:%Y-%m-%d}" in version.holidays:
                faults.append("on a day off")
        return faults

    def _not_due(self, row: Invitation, seen: dict[int, Invitation], now: datetime) -> list[str]:
        survey, faults = row.survey, list[str]()
        if row.pk in seen:
            before = seen[row.pk]
            if before.reminded_at is not None:
                faults.append("reminded twice")
            first = Notice.objects.get(dedupe_key=f"survey:{row.pk}")
            if not survey.reminder_days or first.sent_at is None:
                faults.append("nothing to remind of")
            elif now - first.sent_at < survey.reminder_days * DAY:
                faults.append("reminded too early")
            if before.opted_out_at or hasattr(row, "answer") or row.expires_at <= now:
                faults.append("answered, declined or over")
            return faults
        mine = [each for each in seen.values() if each.customer_id == row.customer_id]
        if any(now - each.created_at < survey.rest_days * DAY for each in mine):
            faults.append("not rested")
        same = ("survey_id", "case_id", "contact_id", "run_on")
        if any(all(getattr(each, name) == getattr(row, name) for name in same) for each in mine):
            faults.append("asked twice about the same")
        about = row.case or row.contact
        key = about.pk if about is not None else row.customer_id
        if not in_sample(key, survey_id=survey.pk, share=survey.share):
            faults.append("not in the sample")
        if row.case is not None:
            faults += self._not_closed(row.case, survey, now)
        return faults

    def _not_closed(self, case: Case, survey: Survey, now: datetime) -> list[str]:
        ago = now - (case.resolved_at or now)
        delay = timedelta(hours=survey.delay_hours)
        fresh = case.status == "resolved" and delay <= ago < delay + 13 * DAY
        cancelled = any(each.cancelled for each in case.closures.all() if each.reopened_at is None)
        return ["not a case to ask about"] if cancelled or not fresh else []

    def _judge_waiting(self, found: Found) -> None:
        """Nothing waits for somebody who has said no."""
        for mail in Notice.objects.filter(kind="survey", sent_at=None, dropped_at=None):
            customer = int(mail.subject_key.rpartition(":")[2])
            newest = max(
                Consent.objects.filter(customer=customer, purpose=mail.subject_key.partition(":")[0]),
                key=lambda each: (each.at, each.pk),
                default=None,
            )
            if newest is not None and newest.state != "given":
                found.wrong.append(f"mail {mail.pk} waits although they said no")
