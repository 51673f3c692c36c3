"""Who is asked after a closed case: only with consent, only by day, once per case, and not all the time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from cases.lifecycle import reopen
from cases.models import Case
from contacts.models import EmailAddress, Purpose
from crm.lib.tokens import token_hash
from crm.outbox.delivery import sweep_mail
from crm.outbox.models import Notice
from crm.outbox.sweeping import SweepResult
from feedback import surveys
from feedback.models import Invitation
from feedback.survey_audience import due
from feedback.survey_mail import invitation_mail
from feedback.survey_standard import standard_survey
from feedback.surveys import note_sent, sweep_invitations
from tests.factories.consents import a_consent
from tests.factories.surveys import ASKED, CLOSED, Shop, a_shop, an_invitation, asked, consents, mails
from tools.surveys.states import States

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DELAY, REST, VALID, LATEST = DAY, 90 * DAY, 13 * DAY, 14 * DAY


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def test_a_day_after_the_closing_the_customer_gets_a_mail_with_both_links(shop: Shop) -> None:
    case = shop.closed_case()
    consents(case)
    assert sweep_invitations(ASKED - timedelta(seconds=1)) == SweepResult()
    assert sweep_invitations(ASKED) == SweepResult(handled=1)
    invitation, mail = Invitation.objects.get(), mails()[0]
    assert (invitation.case, invitation.customer) == (case, case.customer)
    assert invitation.expires_at == ASKED + VALID
    assert (mail.address, mail.medium, mail.not_before) == ("maier@example.org", "mail", ASKED)
    token = mail.path.split("/")[2]
    assert mail.path == f"/umfrage/{token}/"
    assert f"/umfrage/{token}/abmelden/" in mail.text
    assert "Zu Ihrem Anliegen „Reparatur“ vom 2. März." in mail.text
    assert case.customer is not None
    assert f"Guten Tag {case.customer.name}," in mail.text


def test_of_the_key_only_a_hash_is_kept_and_it_has_192_bits(shop: Shop) -> None:
    for _ in range(2):
        consents(shop.closed_case())
    sweep_invitations(ASKED)
    keys = [mail.path.split("/")[2] for mail in mails()]
    assert len(set(keys)) == 2
    assert [len(key) for key in keys] == [32, 32]  # 24 bytes
    assert {row.token_hash for row in Invitation.objects.all()} == {token_hash(key) for key in keys}


def test_once_the_mail_has_left_the_link_is_known_to_the_customer_alone(shop: Shop) -> None:
    invitation, token = an_invitation(shop)
    assert token in mails()[0].text
    assert note_sent() == 0
    sweep_mail(ASKED + timedelta(minutes=1))
    assert note_sent() == 1
    mail = mails()[0]
    assert mail.path == ""
    assert token not in mail.text
    invitation.refresh_from_db()
    assert invitation.sent_at == mail.sent_at == ASKED + timedelta(minutes=1)
    assert note_sent() == 0


def test_at_night_nobody_is_asked(shop: Shop) -> None:
    consents(shop.closed_case())
    night = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)
    assert sweep_invitations(night) == SweepResult()
    assert sweep_invitations(datetime(2026, 3, 4, 6, 59, tzinfo=UTC)) == SweepResult()  # 7:59 in Berlin
    assert sweep_invitations(datetime(2026, 3, 4, 7, 0, tzinfo=UTC)) == SweepResult(handled=1)


def withdrawn(case: Case) -> None:
    consents(case, given=False, at=CLOSED)


def no_address(case: Case) -> None:
    EmailAddress.objects.filter(customer=case.customer).update(normalised="")


def opened_again(case: Case) -> None:
    reopen(case.pk, reason="Schnarrt wieder.", by=case.opened_by, at=CLOSED + timedelta(hours=1))


def cancelled(case: Case) -> None:
    case.closures.update(cancelled=True)


def asked_lately(case: Case) -> None:
    other = Case.objects.exclude(pk=case.pk).get()
    Invitation.objects.create(
        **asked(),
        case=other,
        customer_id=case.customer_id or 0,
        token_hash="x" * 64,
        created_at=ASKED - REST + timedelta(seconds=1),
        expires_at=ASKED,
    )


def closed_long_ago(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(resolved_at=ASKED - LATEST)


@pytest.mark.parametrize(
    "spoil", [withdrawn, no_address, opened_again, cancelled, asked_lately, closed_long_ago]
)
def test_who_must_not_be_asked_is_not(shop: Shop, spoil: Callable[[Case], None]) -> None:
    shop.closed_case()  # of somebody who was never asked for a consent
    case = shop.closed_case()
    consents(case)
    assert [row.pk for row in due(standard_survey(ASKED), ASKED)] == [case.pk]
    spoil(case)
    assert sweep_invitations(ASKED) == SweepResult()
    assert mails() == []


def test_two_cases_of_one_customer_are_one_question(shop: Shop) -> None:
    first = shop.closed_case()
    second = shop.closed_case(customer=first.customer)
    consents(first)
    assert len(due(standard_survey(ASKED), ASKED)) == 2
    assert sweep_invitations(ASKED) == SweepResult(handled=1)
    assert sweep_invitations(ASKED + DAY) == SweepResult()
    third = shop.closed_case(customer=first.customer, at=ASKED + REST)
    assert sweep_invitations(ASKED + REST + DELAY) == SweepResult(handled=1)
    assert set(Invitation.objects.values_list("case", flat=True)) == {first.pk, third.pk}
    assert second.pk != first.pk


def test_one_that_breaks_does_not_stop_the_others(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [shop.closed_case(email=f"{name}@example.org") for name in ("eins", "zwei", "drei")]
    for case in cases:
        consents(case)

    def breaks(invitation: Invitation, **facts: Any) -> Notice:
        if invitation.case_id == cases[1].pk:
            raise ValueError("broken")
        return invitation_mail(invitation, **facts)

    monkeypatch.setattr(surveys, "invitation_mail", breaks)
    assert sweep_invitations(ASKED) == SweepResult(handled=2, failed=1)
    monkeypatch.undo()
    assert sweep_invitations(ASKED) == SweepResult(handled=1)
    assert len(mails()) == 3


def test_a_withdrawn_consent_takes_back_what_still_waits(shop: Shop) -> None:
    invitation, token = an_invitation(shop)
    a_consent(invitation.customer, Purpose.SURVEY, at=ASKED, given=False, source="im Laden gesagt")
    sweep_mail(ASKED + timedelta(minutes=1))
    mail = mails()[0]
    assert (mail.sent_at, mail.dropped_at) == (None, ASKED)
    note_sent()
    assert token not in mails()[0].text


def test_a_confidential_matter_is_named_by_its_number_only() -> None:
    shop = a_shop(confidential=True)
    invitation, _token = an_invitation(shop)
    assert "Reparatur" not in mails()[0].text + mails()[0].subject
    assert invitation.case is not None
    assert f"Vorgang #{invitation.case.number}" in mails()[0].text


@pytest.mark.parametrize("cases", [1, 6])
def test_looking_costs_the_same_however_many_rest(
    shop: Shop, cases: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(cases):
        shop.closed_case()
    standard_survey(ASKED)
    # a savepoint around the mails that left; surveys, version and questions; exception, sites and hours, who is due
    with django_assert_num_queries(10):
        sweep_invitations(ASKED)


def test_over_200_states_nobody_is_asked_who_must_not_be() -> None:
    """P2, small; at full size: `python -m tools.surveys p2`."""
    found = States(people=40, seed=1).run(rounds=5)
    assert found.states == 200
    assert found.wrong == []
    assert found.mails > 10
    assert {"consent", "exception"} <= set(found.by_ground)
