"""Which answer works best: how often it helped among the contacts at which it was shown, of the last 13 weeks.

Shown are the answers of a topic at every incoming contact about it (and, for a topic of the upper level, about those
below), so nobody's screen is watched. The order is by (helped + 1) / (met + 10), additive smoothing towards one in
ten: a new answer begins in the middle, ten contacts without help let it sink, and two lucky ones do not put it on top.
"""

from bisect import bisect_right
from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, F, FloatField
from django.db.models.expressions import ExpressionWrapper, OrderBy

from cases.models import Answer, AnswerUse
from contacts.models import Contact, Direction, Topic
from crm.lib.tallies import span

WEEKS: Final = 13
LIKE_HELPED, LIKE_MET = 1.0, 10.0
STANDING: Final = OrderBy(
    ExpressionWrapper(
        (F("helped_lately") + LIKE_HELPED) / (F("met_lately") + LIKE_MET), output_field=FloatField()
    ),
    descending=True,
)


def count_standings(now: datetime) -> int:
    """Count for every answer how often it helped and was met lately; gives how many have changed. Four statements,
    and one more for each change.

    An answer is met from the week on in which it was written. Void contacts count nowhere.
    """
    bounds = [now - timedelta(weeks=back) for back in range(WEEKS, -1, -1)]
    met = _met(bounds)
    helped = dict(
        AnswerUse.objects.filter(contact__void=None, contact__recorded_at__gte=bounds[0])
        .values_list("answer")
        .annotate(n=Count("pk"))
    )
    changed = 0
    for answer in Answer.objects.order_by("pk"):
        first = max(bisect_right(bounds, answer.written_at) - 1, 0) if answer.written_at else 0
        now_met = sum(met[answer.topic_id, week] for week in range(first, WEEKS))
        now_helped = helped.get(answer.pk, 0)
        if (answer.met_lately, answer.helped_lately) != (now_met, now_helped):
            Answer.objects.filter(pk=answer.pk).update(met_lately=now_met, helped_lately=now_helped)
            changed += 1
    return changed


def _met(bounds: list[datetime]) -> Counter[tuple[int, int]]:
    """Incoming contacts by topic and week; those below a topic count for it too."""
    above = dict(Topic.objects.filter(parent__isnull=False).values_list("pk", "parent"))
    rows = (
        Contact.objects.counted()
        .filter(
            recorded_at__gte=bounds[0],
            recorded_at__lt=bounds[-1],
            topic__isnull=False,
            direction=Direction.IN,
        )
        .order_by()
        .annotate(week=span("recorded_at", bounds))
        .values_list("topic", "week")
        .annotate(n=Count("pk"))
    )
    met: Counter[tuple[int, int]] = Counter()
    for topic, week, number in rows:
        assert topic is not None
        met[topic, week] += number
        top = above.get(topic)
        if top is not None:
            met[top, week] += number
    return met
