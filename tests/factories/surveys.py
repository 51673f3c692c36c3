"""Closed cases, consents and invitations for tests, made through the acts."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from cases.lifecycle import close
from cases.models import Case
from contacts.models import Customer, Purpose, Topic
from contacts.recording import NewCustomer
from crm.company.models import User
from crm.outbox.models import Notice
from feedback.models import Invitation
from feedback.survey_standard import standard_survey
from feedback.surveys import invite
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.consents import a_consent

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLOSED = MONDAY + timedelta(hours=2)
ASKED = CLOSED + timedelta(days=1)
PHONE = "0176 04069083"
_numbers = count(1)


def asked() -> dict[str, Any]:
    """Survey and version of an invitation that is written directly: those that every company begins with."""
    survey = standard_survey(MONDAY)
    return {"survey": survey, "version": survey.versions.get()}


@dataclass
class Shop:
    """A team with one worker and one topic."""

    worker: User
    topic: Topic

    def closed_case(
        self, *, email: str = "maier@example.org", customer: Customer | None = None, at: datetime = CLOSED
    ) -> Case:
        """A case of a new customer (or a known one), resolved at a moment."""
        new = NewCustomer(first_name="Ulrike", last_name=f"Maier{next(_numbers)}", email=email, phone=PHONE)
        who: dict[str, Any] = {"customer": customer.pk} if customer else {"new_customer": new}
        case = captured(self.topic, by=self.worker, at=at - timedelta(hours=2), **who).case
        assert case is not None
        return close(case.pk, result="Fertig.", not_informed_reason="Weiß es.", by=self.worker, at=at)


def a_shop(*, confidential: bool = False) -> Shop:
    make_policy()
    worker = make_user()
    parent = make_topic(make_team((worker,)), name="Reparatur", confidential=confidential)
    topic = make_topic(parent.team, name="Riss", parent=parent, confidential=confidential)
    return Shop(worker, topic)


def consents(
    case: Case, *, given: bool = True, at: datetime = MONDAY, purpose: Purpose = Purpose.SURVEY
) -> None:
    assert case.customer is not None
    a_consent(case.customer, purpose, at=at, given=given, source="am Telefon gesagt")


def an_invitation(shop: Shop, *, at: datetime = ASKED, **more: Any) -> tuple[Invitation, str]:
    """Somebody who was asked `at` about a case closed a day before, and the key of their link."""
    case = shop.closed_case(at=at - timedelta(days=1), **more)
    consents(case, at=at - timedelta(days=1, hours=1))
    token = f"schluessel-{case.pk:021}"
    assert invite(at, token=lambda: token).failed == 0
    return Invitation.objects.get(case=case), token


def mails() -> list[Notice]:
    return list(Notice.objects.filter(kind="survey").order_by("pk"))
