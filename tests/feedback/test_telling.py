"""Who wished for what is built hears of it once, and only with consent; everybody else is counted with the reason."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from contacts.models import Consent, Customer, EmailAddress, Purpose
from crm.company.models import Role, User
from crm.company.permissions import viewer_of
from crm.lib.acts import NotAllowed, Refused
from crm.lib.tokens import token_hash
from crm.outbox.models import Notice
from feedback.ideas import decide, examine, gather, new_idea
from feedback.models import Feedback, Idea, IdeaNews, IdeaValue
from feedback.telling import Left, audience, note_sent, tell
from tests.factories.company import make_user
from tests.factories.consents import a_consent
from tests.factories.contacts import a_contact, a_customer
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=40)


def a_wisher(name: str, *, by: User, consent: bool | None = True, email: bool = True) -> Customer:
    customer = a_customer(name)
    if email:
        address = f"{name.lower()}@example.org"
        EmailAddress.objects.create(customer=customer, raw=address, normalised=address)
    if consent is not None:
        a_consent(customer, Purpose.NEWS, at=MONDAY, given=consent, by=by)
    return customer


def a_wish(customer: Customer | None, *, by: User) -> Feedback:
    contact = a_contact(customer, by=by, at=MONDAY, text="Bitte einen leichten Koffer")
    return Feedback.objects.create(contact=contact, kind="wish", at=MONDAY)


def built(wishers: list[Customer | None], *, by: User) -> Idea:
    idea = gather([a_wish(each, by=by) for each in wishers], idea=None, title="Koffer", by=by, at=MONDAY)
    viewer = viewer_of(by, today=MONDAY.date())
    decide(idea.pk, "planned", reason="Ja.", seen="new", viewer=viewer, by=by, at=MONDAY)
    return decide(idea.pk, "built", reason="Da.", seen="planned", viewer=viewer, by=by, at=LATER)


def say(idea: Idea, *, by: User) -> int:
    return tell(idea.pk, text="Im Laden.", viewer=viewer_of(by, today=LATER.date()), by=by, at=LATER)


def test_only_those_who_agreed_hear_of_it_and_once() -> None:
    by = make_user(Role.LEAD)
    glad = a_wisher("Lind", by=by)
    wishers = [
        glad,
        glad,  # wished twice: told once
        a_wisher("Voss", by=by, consent=None),
        a_wisher("Kern", by=by, consent=False),
        a_wisher("Rau", by=by, email=False),
        None,
    ]
    idea = built(wishers, by=by)
    who = audience(idea)
    assert who.told == (glad.pk,)
    assert who.left == {Left.NEVER_ASKED: 1, Left.WITHDRAWN: 1, Left.NO_ADDRESS: 1, Left.NAMELESS: 1}
    assert [say(idea, by=by), say(idea, by=by)] == [1, 0]
    mail = Notice.objects.get(medium="mail")
    assert (mail.address, mail.subject_key) == ("lind@example.org", f"news:customer:{glad.pk}")
    assert "Sie hatten sich etwas von uns gewünscht: Koffer." in mail.text
    assert "Im Laden." in mail.text
    assert audience(idea).left[Left.TOLD] == 1
    value = IdeaValue.objects.get(idea=idea)
    assert (value.wishes, value.customers, value.weight) == (6, 4, 4)


def test_a_link_leaves_the_outbox_when_the_mail_left_the_house() -> None:
    by = make_user(Role.LEAD)
    idea = built([a_wisher("Lind", by=by)], by=by)
    say(idea, by=by)
    assert note_sent() == 0
    Notice.objects.update(sent_at=LATER)
    assert note_sent() == 1
    assert Notice.objects.get().path == ""
    assert IdeaNews.objects.get().sent_at == LATER


def test_one_tap_withdraws_and_what_waits_is_taken_back() -> None:
    by = make_user(Role.LEAD)
    customer = a_wisher("Lind", by=by)
    say(built([customer], by=by), by=by)
    path, visitor = Notice.objects.get().path, Client()
    assert re.fullmatch(r"/nachricht/[\w-]{32}/abmelden/", path)
    looked = visitor.get(path)
    assert "Bitte keine solchen Nachrichten mehr" in looked.content.decode()
    assert Consent.objects.count() == 1  # looking writes nothing
    assert looked.cookies == {}
    for _twice in range(2):
        assert visitor.post(path).status_code == 302
    assert [row.state for row in Consent.objects.order_by("pk")] == ["given", "withdrawn"]
    assert Notice.objects.get().dropped_at is not None
    assert "Wir schreiben Ihnen so etwas nicht mehr." in visitor.get(path).content.decode()
    assert visitor.get("/nachricht/nirgends/abmelden/").status_code == 404


def test_nobody_is_told_of_what_is_not_built_nor_without_words_nor_by_the_counter() -> None:
    by, counter = make_user(Role.LEAD), make_user(Role.FRONTDESK)
    idea = new_idea(title="Koffer", by=by, at=MONDAY)
    with pytest.raises(Refused):
        say(idea, by=by)
    with pytest.raises(NotAllowed):
        say(idea, by=counter)
    done = built([a_wisher("Lind", by=by)], by=by)
    with pytest.raises(Refused, match="was es jetzt gibt"):
        tell(done.pk, text=" ", viewer=viewer_of(by, today=LATER.date()), by=by, at=LATER)
    assert not IdeaNews.objects.exists()


def test_examining_is_no_decision_and_makes_somebody_care() -> None:
    by = make_user(Role.LEAD)
    idea = new_idea(title="Koffer", by=by, at=MONDAY)
    viewer = viewer_of(by, today=MONDAY.date())
    for _twice in range(2):
        examine(idea.pk, viewer=viewer, by=by, at=MONDAY)
    idea.refresh_from_db()
    assert (idea.status, idea.owner, idea.decided_at) == ("examined", by, None)
    decide(idea.pk, "declined", reason="Zu teuer.", seen="examined", viewer=viewer, by=by, at=LATER)
    with pytest.raises(Refused, match="Jemand war schneller"):
        examine(idea.pk, viewer=viewer, by=by, at=LATER)


def test_a_known_key_is_only_kept_as_a_hash() -> None:
    by = make_user(Role.LEAD)
    say(built([a_wisher("Lind", by=by)], by=by), by=by)
    token = Notice.objects.get().path.split("/")[2]
    assert IdeaNews.objects.get().token_hash == token_hash(token)
