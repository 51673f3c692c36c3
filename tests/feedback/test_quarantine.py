"""Quarantine, kiosks and the settings of public pages: nothing real is lost, nothing is kept longer than it must."""

from datetime import timedelta

import pytest

from cases.models import Case, DeadlineKind
from contacts.models import Contact
from crm.company.models import Role, User
from crm.desk.public.receiving import Circumstances, receive
from crm.desk.public.releasing import release
from crm.lib.acts import Refused
from crm.outbox.models import Notice
from feedback.kiosks import DEBOUNCE, end, kiosk_with, press, pulses, set_up
from feedback.models import Feedback, PossibleSender, PublicUse, QuarantinedMessage, SenderKey
from feedback.public_limits import PER_SENDER, WINDOW, count_message, forget_senders
from feedback.public_pages import embedding_origins, public_pages
from feedback.quarantine import name_spam, sweep_quarantine
from feedback.voice_places import place_of, place_with
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_site, make_user
from tests.factories.contacts import a_customer
from tests.factories.public import message, open_pages
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=5)


@pytest.fixture
def admin() -> User:
    make_policy()
    admin = make_user(Role.ADMIN)
    open_pages(make_topic(is_other=True), by=admin)
    return admin


def suspect(**more: object) -> QuarantinedMessage:
    said = message(at=MONDAY, **more)
    receive(said, Circumstances(address="192.0.2.1", trap="x"), pages=public_pages(), at=MONDAY)
    return QuarantinedMessage.objects.get(client_id=said.client_id)


def test_a_real_one_goes_on_as_if_it_had_never_waited_and_once(admin: User) -> None:
    customer = a_customer("Maier", email="maier@example.org")
    row = suspect(reach="maier@example.org")
    assert Feedback.objects.count() == 0
    contact = release(row.pk, by=admin, at=LATER)
    assert contact is not None
    assert (contact.received_at, contact.recorded_at, contact.customer) == (MONDAY, MONDAY, None)
    promised = Case.objects.get().deadlines.get(kind=DeadlineKind.FIRST_RESPONSE)
    assert promised.started_at == MONDAY
    row.refresh_from_db()
    assert (row.contact, row.judged_by, row.text, row.emptied_at) == (contact, admin, "", LATER)
    assert PossibleSender.objects.get().customer == customer  # suggested, not linked
    assert release(row.pk, by=admin, at=LATER) is None
    assert Contact.objects.count() == 1


def test_spam_loses_its_words_after_the_settled_days_and_what_nobody_judged_stays(admin: User) -> None:
    spam, waits = suspect(), suspect()
    assert name_spam([spam.pk], by=admin, at=LATER) == 1
    assert name_spam([spam.pk], by=admin, at=LATER) == 0
    sweep_quarantine(LATER + timedelta(days=14))
    spam.refresh_from_db()
    assert spam.text != ""
    sweep_quarantine(LATER + timedelta(days=14, seconds=1))
    spam.refresh_from_db()
    waits.refresh_from_db()
    assert (spam.text, spam.emptied_at is not None) == ("", True)
    assert (waits.text != "", waits.judged_at) == (True, None)
    assert release(spam.pk, by=admin, at=LATER) is None


def test_those_who_judge_hear_of_it_once_a_day(admin: User) -> None:
    suspect()
    for at in (LATER, LATER + timedelta(minutes=10)):
        sweep_quarantine(at)
    assert Notice.objects.filter(kind="quarantine", recipient=admin).count() == 1


def test_a_sender_is_counted_for_ten_minutes_and_forgotten_after_a_day() -> None:
    for _each in range(PER_SENDER):
        assert count_message("192.0.2.1", at=MONDAY) == []
    assert count_message("192.0.2.1", at=MONDAY) == ["sender"]
    assert count_message("192.0.2.2", at=MONDAY) == []
    assert count_message("192.0.2.1", at=MONDAY + WINDOW) == []
    assert "192.0.2.1" not in repr(
        list(PublicUse.objects.values_list()) + list(SenderKey.objects.values_list())
    )
    forget_senders(MONDAY + timedelta(days=2))
    assert (PublicUse.objects.count(), SenderKey.objects.count()) == (0, 0)


def test_a_press_is_a_pulse_and_two_quick_taps_are_one(admin: User) -> None:
    site = make_site(name="Laden")
    kiosk, token = set_up(site, by=admin, at=MONDAY)
    assert press(kiosk, 5, at=MONDAY)
    assert not press(kiosk, 1, at=MONDAY + DEBOUNCE / 2)
    assert press(kiosk, 5, at=MONDAY + DEBOUNCE)
    with pytest.raises(Refused):
        press(kiosk, 6, at=LATER)
    (found,) = pulses(since=MONDAY.date())
    assert (found.site, found.counts, found.total, found.happy) == ("Laden", (0, 0, 0, 0, 2), 2, 2)
    assert kiosk_with(token) == kiosk
    end(kiosk, by=admin, at=LATER)
    assert kiosk_with(token) is None
    assert not press(kiosk, 5, at=LATER)


def test_the_address_of_a_site_stays_when_its_name_changes(admin: User) -> None:
    site, other = make_site(name="Café Überlingen"), make_site(name="Cafe Ueberlingen!")
    place = place_of(site, by=admin, at=MONDAY)
    assert place.code == "cafe-ueberlingen"
    assert place_of(other, by=admin, at=MONDAY).code == "cafe-ueberlingen-2"
    type(site).objects.filter(pk=site.pk).update(name="Laden")
    site.refresh_from_db()
    assert place_of(site, by=admin, at=LATER) == place
    assert place_with("CAFE-ueberlingen") == place


@pytest.mark.parametrize(
    "typed",
    [
        "http://a.de",
        "https://*",
        "javascript:alert(1)",
        "https://a.de; script-src *",
        "https://u@a.de",
        "//a.de",
    ],
)
def test_nothing_but_origins_may_embed_the_form(admin: User, typed: str) -> None:
    with pytest.raises(Refused) as refused:
        open_pages(embed_on=typed, by=admin)
    assert list(refused.value.messages) == ["embed_on"]


def test_origins_lose_what_is_no_part_of_them(admin: User) -> None:
    pages = open_pages(embed_on="https://WWW.a.de/kontakt?x=1\nhttps://b.de:8443, https://www.a.de", by=admin)
    assert list(embedding_origins(pages)) == ["https://www.a.de", "https://b.de:8443"]


def test_pages_do_not_open_without_their_legal_texts() -> None:
    with pytest.raises(Refused) as refused:
        open_pages(imprint_text=" ")
    assert list(refused.value.messages) == ["imprint_text"]
