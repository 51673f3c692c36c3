"""Praise that arrived, complaints solved and told, measures carried out, causes: against rows made by hand."""

from datetime import timedelta

import pytest

from cases.complaint_causes import carry_out, name_cause, save_cause
from cases.lifecycle import close, reopen
from cases.models import Closure
from crm.lib.acts import Refused
from crm.lib.dimensions import IMPERSONAL
from feedback.models import Feedback
from feedback.praising import seen, sweep_praise
from feedback.voice_metrics import flow
from tests.factories.cases import WHY, captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BOUNDS = [MONDAY - HOUR, MONDAY + 5 * HOUR, MONDAY + 500 * HOUR]


def test_what_became_of_voices() -> None:
    make_policy()
    clerk = make_user()
    topic = make_topic(make_team((clerk,)))
    cause = save_cause(None, name="Transport", by=clerk, at=MONDAY)
    for number in range(3):
        captured(topic, by=clerk, at=MONDAY + number * HOUR, voice="praise", outcome="resolved")
    sweep_praise(MONDAY + timedelta(minutes=90))
    seen(Feedback.objects.earliest("pk").pk, by=clerk, at=MONDAY + 2 * HOUR)
    told, untold, again, _open = (
        captured(topic, by=clerk, at=MONDAY, voice="complaint").case for _ in "abcd"
    )
    assert told is not None
    assert untold is not None
    assert again is not None
    answer = captured(
        topic, by=clerk, at=MONDAY + HOUR, case=told.pk, direction="out", customer=told.customer_id
    )
    close(
        told.pk,
        result="x",
        informed_by=answer.contact,
        **WHY,
        cause_kind=cause.pk,
        by=clerk,
        at=MONDAY + 3 * HOUR,
    )
    close(untold.pk, result="x", not_informed_reason="weg", **WHY, by=clerk, at=MONDAY + 100 * HOUR)
    close(again.pk, result="x", not_informed_reason="weg", **WHY, by=clerk, at=MONDAY + HOUR)
    reopen(again.pk, reason="doch", by=clerk, at=MONDAY + 2 * HOUR)
    carry_out(Closure.objects.get(case=told).pk, by=clerk, at=MONDAY + 200 * HOUR)
    figures = {
        (each.span, each.code, each.dimension): (each.numerator, each.denominator) for each in flow(BOUNDS)
    }
    assert figures == {
        (0, "praise_delivered", ""): (2, 3),
        (0, "praise_read", ""): (1, 3),
        (0, "complaints_told", ""): (1, 1),
        (1, "complaints_told", ""): (0, 1),
        (0, "measures_done", ""): (1, 1),
        (1, "measures_done", ""): (0, 1),
        (0, "complaint_causes", f"cause:{cause.pk}"): (1, None),
        (1, "complaint_causes", "cause:none"): (1, None),
        (0, "complaints_solved", "le:4"): (1, None),
        (0, "complaints_solved", ""): (1, None),
        (1, "complaints_solved", "le:120"): (1, None),
        (1, "complaints_solved", ""): (1, None),
    }
    assert {
        dimension for _span, _code, dimension in figures if dimension and not dimension.startswith(IMPERSONAL)
    } == set()


def test_the_cause_of_a_complaint_solved_at_once_is_one_tap_and_others_have_none() -> None:
    make_policy()
    clerk = make_user()
    topic = make_topic(make_team((clerk,)))
    cause = save_cause(None, name="Transport", by=clerk, at=MONDAY)
    captured(topic, by=clerk, at=MONDAY, voice="complaint", outcome="resolved")
    closure = Closure.objects.get()
    assert name_cause(closure.pk, cause.pk, by=clerk, at=MONDAY).cause_kind == cause
    with pytest.raises(Refused):
        name_cause(closure.pk, 0, by=clerk, at=MONDAY)
    with pytest.raises(Refused):
        carry_out(closure.pk, by=clerk, at=MONDAY)
