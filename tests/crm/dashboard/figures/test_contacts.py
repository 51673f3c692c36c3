"""Every number of the subject is what its facts say, counted again in plain loops."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils.timezone import get_default_timezone

from contacts.models import Channel, Contact, Void
from crm.dashboard.figures.filters import Filters
from crm.dashboard.figures.period import Kind, Period
from crm.dashboard.figures.subjects import SUBJECTS
from crm.dashboard.nightly import write_day
from crm.lib.formats import count
from tests.factories.history import NOW, random_history

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_contacts_by_day_channel_and_topic() -> None:
    random_history(11)
    write_day(TODAY - timedelta(days=1), now=NOW)
    period = Period(Kind.OWN, TODAY - timedelta(days=13), TODAY)
    subject = SUBJECTS["contacts"](period, Filters(), NOW)
    void = set(Void.objects.values_list("contact", flat=True))
    zone = get_default_timezone()
    mine = [
        each
        for each in Contact.objects.all()
        if each.pk not in void and period.first <= each.recorded_at.astimezone(zone).date() <= period.last
    ]
    by_day = Counter(each.recorded_at.astimezone(zone).date() for each in mine)
    blocks = {block.code: block for block in subject.blocks}
    assert [row.values[0] for row in blocks["course"].rows] == [by_day[each.first] for each in period.buckets]
    assert subject.headlines[0].value == count(len(mine))
    assert subject.headlines[1].value == count(
        len({(each.encounter, each.recorded_at.astimezone(zone).date()) for each in mine})
    )
    channels = Counter(str(Channel(each.channel).label) for each in mine)
    assert {row.label: row.values[0] for row in blocks["channels"].rows} == channels
    topics = Counter(str(each.topic) if each.topic else "ohne Anliegen" for each in mine)
    names = {row.label.rpartition(": ")[2]: row.values[0] for row in blocks["topics"].rows}
    assert names == topics
