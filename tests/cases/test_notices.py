"""Who hears what about a case, and in which way: what is late in every way, the rest as people chose."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.escalation import sweep_escalations
from cases.lifecycle import hand_over
from cases.notices import mention_notices
from cases.prioritising import change_priority
from crm.company.models import NoticeWay, Role
from crm.outbox.models import Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WARNED, LATE = MONDAY + timedelta(hours=4), MONDAY + timedelta(days=5)


@pytest.mark.parametrize(
    ("way", "warned"),
    [
        (NoticeWay.APP, ["app"]),
        (NoticeWay.BOTH, ["app", "mail"]),
        (NoticeWay.DIGEST, ["app", "mail gathered"]),
    ],
)
def test_a_warning_comes_as_chosen_and_what_is_late_in_every_way(way: str, warned: list[str]) -> None:
    make_policy()
    make_user(Role.MANAGEMENT)
    worker = make_user()
    lead = make_user(Role.LEAD, email="lead@example.org", notice_warning=way)
    captured(make_topic(make_team((worker,), lead=lead)), by=worker, at=MONDAY)
    sweep_escalations(WARNED)
    assert media_of(lead.pk) == warned
    Notice.objects.all().delete()
    sweep_escalations(LATE)
    assert media_of(lead.pk) == ["app", "app", "mail", "mail"]  # promise and solution


def media_of(person: int) -> list[str]:
    told = Notice.objects.filter(recipient=person, kind="escalation").order_by("medium")
    return [f"{notice.medium}{' gathered' * notice.gathers}" for notice in told]


def test_a_mention_names_who_and_which_case_and_never_what_was_written() -> None:
    make_policy()
    by, anna, jo = make_user(), make_user(email="anna@example.org"), make_user(language="en")
    case = captured(make_topic(make_team((by,))), by=by, at=MONDAY).case
    assert case is not None
    told = list(mention_notices(case, [anna, jo, by], by=by, at=MONDAY))
    assert [(notice.recipient, notice.medium) for notice in told] == [
        (anna, "app"),
        (anna, "mail"),
        (jo, "app"),
    ]
    assert {notice.kind for notice in told} == {"mention"}
    assert {notice.path for notice in told} == {f"/vorgaenge/{case.number}/"}
    assert told[0].subject == f"{by} nennt Sie: #{case.number} {case.title}"
    assert told[2].subject == f"{by} mentions you: #{case.number} {case.title}"
    assert len({notice.dedupe_key for notice in told}) == 3


def test_of_a_confidential_case_only_the_number_travels() -> None:
    make_policy()
    by, anna = make_user(), make_user(email="anna@example.org", notice_handed_over=NoticeWay.MAIL)
    team = make_team((by, anna))
    case = captured(make_topic(team, confidential=True), by=by, at=MONDAY, text="GeheimerText").case
    assert case is not None
    hand_over(case.pk, team=team, owner=anna, reason="GeheimerGrund", by=by, at=MONDAY)
    change_priority(case.pk, priority="high", reason="GeheimerGrund", by=by, at=MONDAY)
    told = [*Notice.objects.filter(recipient=anna), *mention_notices(case, [anna], by=by, at=MONDAY)]
    assert [notice.medium for notice in told] == ["mail", "mail", "app", "mail"]
    for notice in told:
        assert "Geheim" not in f"{notice.subject} {notice.text}"
        assert f"#{case.number}" in notice.subject
