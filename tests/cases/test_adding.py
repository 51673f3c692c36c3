"""The owner of a case hears of what somebody else adds to its contacts; the words themselves stay there."""

from datetime import timedelta

import pytest

from cases.adding import add_to_contact
from cases.models import Case
from contacts.models import Addition
from crm.outbox.models import Notice
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_contact

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("confidential", [False, True])
def test_the_owner_hears_of_it_once_and_only_from_others(confidential: bool) -> None:
    make_policy()
    owner, trainee = make_user(), make_user(first_name="Jonas", last_name="Petersen")
    topic = make_topic(make_team((owner, trainee)), confidential=confidential)
    contact = captured(topic, by=trainee, at=MONDAY).contact
    Case.objects.update(owner=owner)
    case = Case.objects.get()
    Notice.objects.all().delete()
    for late in (1, 2):  # sent twice
        at = MONDAY + timedelta(hours=late)
        add_to_contact(contact, kind=Addition.CORRECTION, text="Es war die G-Saite", by=trainee, at=at)
    add_to_contact(contact, kind=Addition.NOTE, text="Ich rufe morgen an", by=owner, at=MONDAY)
    add_to_contact(a_contact(by=trainee), kind=Addition.NOTE, text="Ohne Vorgang", by=trainee, at=MONDAY)
    notice = Notice.objects.get()
    title = "" if confidential else f" {case.title}"
    assert notice.subject == f"Jonas Petersen berichtigt einen Kontakt: #{case.number}{title}"
    assert (notice.recipient, notice.medium, notice.kind) == (owner, "app", "addendum")
    assert notice.path == f"/vorgaenge/{case.number}/"
    assert "G-Saite" not in notice.text
