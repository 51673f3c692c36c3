"""The page without JavaScript: opening, searching, choosing, saving, being refused."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.models import Answer, Case, Status
from contacts.models import Channel, Contact, Customer, Topic
from crm.company.models import Role, User
from feedback.models import Feedback
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_site, make_team, make_user
from tests.factories.contacts import a_campaign, a_contact, a_customer, a_reason, a_source

pytestmark = pytest.mark.django_db
URL = "/erfassen/"


@pytest.fixture
def user() -> User:
    return make_user(Role.FRONTDESK, site=make_site(name="Laden Lindau", default_channel="phone"))


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def topic() -> Topic:
    make_policy()
    return make_topic(make_team(name="Werkstatt"), name="Reparatur")


@pytest.fixture
def customer() -> Customer:
    return a_customer("Maier", first_name="Ulrike", phone="0176 04069083", city="Lindau")


def filled(topic: Topic | None = None, customer: Customer | None = None, **more: Any) -> dict[str, Any]:
    """What the form sends for a call of a known person, unless told otherwise."""
    known = {"who": "known", "customer": customer.pk} if customer else {"who": "nameless"}
    return {
        "client_id": str(uuid4()),
        "opened_at": timezone.now().isoformat(),
        "channel": "phone",
        "topic": topic.pk if topic else "",
        "text": "H-Saite schnarrt.",
        "outcome": "resolved",
        **known,
        **more,
    }


def test_a_fresh_screen_has_the_channel_of_the_site_and_ids_of_its_own(client: Client, topic: Topic) -> None:
    first, second = (client.get(URL).context["typed"] for _time in range(2))
    assert first["channel"] == "phone"
    assert len({first["client_id"], first["encounter"], second["client_id"], second["encounter"]}) == 4


@pytest.mark.parametrize("reduced", [False, True])
def test_the_channel_of_the_site_needs_no_more(topic: Topic, reduced: bool) -> None:
    porter = Client()
    site = make_site(name="Pforte", default_channel="visit")
    porter.force_login(make_user(Role.FRONTDESK, site=site, reduced_view=reduced))
    context = porter.get(URL).context
    shown, more = ([value for value, _label in context[name]] for name in ("channels", "more_channels"))
    assert shown == (["visit", "shop", "phone"] if reduced else Channel.values)
    assert sorted([*shown, *more]) == sorted(Channel.values)


def test_strangers_are_sent_to_sign_in() -> None:
    assert Client().get(URL).url.startswith("/konto/login/")  # type: ignore[attr-defined]


def test_solved_at_once(client: Client, user: User, topic: Topic, customer: Customer) -> None:
    sent = filled(topic, customer)
    response = client.post(URL, sent)
    contact = Contact.objects.get(client_id=sent["client_id"])
    assert response.url == f"{URL}?gespeichert={sent['client_id']}"  # type: ignore[attr-defined]
    assert (contact.outcome, contact.customer, contact.topic) == ("resolved", customer, topic)
    assert (contact.recorded_by, contact.site, contact.text) == (user, user.site, "H-Saite schnarrt.")
    assert not Case.objects.exists()


def test_the_screen_after_saving_names_it_and_is_ready_for_the_next(
    client: Client, topic: Topic, customer: Customer
) -> None:
    sent = filled(topic, customer, outcome="follow_up")
    page = client.post(URL, sent, follow=True)
    content = page.content.decode()
    assert "Gespeichert: Telefon, Reparatur." in content
    assert f"{URL}{sent['client_id']}/storno/" in content
    assert f"Vorgang #{Case.objects.get().number}" in content
    encounter = Contact.objects.get().encounter
    assert f"?customer={customer.pk}&amp;encounter={encounter}&amp;channel=phone" in content
    assert page.context["typed"]["client_id"] != sent["client_id"]
    assert page.context["typed"]["text"] == ""


def test_the_same_request_again_changes_nothing(client: Client, topic: Topic, customer: Customer) -> None:
    sent = filled(topic, customer)
    first, second = client.post(URL, sent), client.post(URL, sent)
    assert first.url == second.url  # type: ignore[attr-defined]
    assert Contact.objects.count() == 1


def test_the_same_id_with_another_text_is_refused_and_keeps_it(
    client: Client, topic: Topic, customer: Customer
) -> None:
    sent = filled(topic, customer)
    client.post(URL, sent)
    response = client.post(URL, sent | {"text": "Doch die G-Saite."})
    assert response.status_code == 422
    assert response.context["typed"]["text"] == "Doch die G-Saite."
    assert response.context["typed"]["client_id"] != sent["client_id"]
    assert Contact.objects.get().text == "H-Saite schnarrt."


def test_somebody_new_with_a_name_and_a_number(client: Client, topic: Topic) -> None:
    new = {"who": "new", "new_first_name": "Anna", "new_last_name": "Neumann", "new_phone": "0171 2345678"}
    client.post(URL, filled(topic, outcome="follow_up") | new)
    made = Customer.objects.get()
    assert (made.name, made.phones.get().raw) == ("Anna Neumann", "0171 2345678")
    assert Case.objects.get().customer == made


def test_a_doubtful_number_is_stored_and_said(client: Client, topic: Topic) -> None:
    new = {"who": "new", "new_last_name": "Neumann", "new_phone": "0171"}
    page = client.post(URL, filled(topic) | new, follow=True)
    assert "Telefon: „0171“" in page.content.decode()
    assert "Telefon: „0171“" not in client.get(URL).content.decode()


def test_answers_and_questions_go_with_the_contact(client: Client, topic: Topic, customer: Customer) -> None:
    answer = Answer.objects.create(topic=topic, title="Was kostet das?", text="49 Euro.")
    source = a_source("Messe")
    client.post(URL, filled(topic, customer, answer=answer.pk, source=source.pk, reason="declined"))
    customer.refresh_from_db()
    answer.refresh_from_db()
    assert (customer.source, answer.helped) == (source, 1)
    assert customer.reason is None
    assert customer.reason_asked_at is not None


def test_a_code_counts_for_magazines_only(client: Client, topic: Topic, customer: Customer) -> None:
    campaign = a_campaign("AKUSTIK-11")
    client.post(URL, filled(topic, customer, campaign_code="akustik-11"))
    client.post(URL, filled(topic, customer, campaign_code="akustik-11", channel="magazine"))
    client.post(URL, filled(topic, customer, campaign_pick="AKUSTIK-11", channel="magazine"))
    assert [contact.campaign for contact in Contact.objects.order_by("id")] == [None, campaign, campaign]


@pytest.mark.parametrize(("happened", "minutes"), [("now", 0), ("15", 15), ("60", 60)])
def test_vorhin_counts_from_the_opening(
    client: Client, topic: Topic, customer: Customer, happened: str, minutes: int
) -> None:
    opened_at = timezone.now() - timedelta(minutes=2)
    client.post(URL, filled(topic, customer, opened_at=opened_at.isoformat(), happened=happened))
    assert Contact.objects.get().happened_at == opened_at - timedelta(minutes=minutes)


def test_a_complaint_solved_at_once_has_a_case(client: Client, topic: Topic, customer: Customer) -> None:
    client.post(URL, filled(topic, customer, voice="complaint"))
    assert Feedback.objects.get().case == Case.objects.get()
    assert Case.objects.get().status == Status.RESOLVED


def test_joining_an_open_case_stands_first_and_needs_no_topic(client: Client, topic: Topic) -> None:
    case = captured(topic, by=make_user(), at=timezone.now() - timedelta(days=1)).case
    assert case is not None
    page = client.get(URL, {"customer": str(case.customer_id)}).content.decode()
    assert 0 < page.index(f"Zu Vorgang #{case.number} hinzufügen") < page.index("Sofort gelöst")
    client.post(URL, filled(None, case.customer, outcome="join", case=case.pk))
    assert [link.contact.text for link in case.links.order_by("id")] == [
        "H-Saite schnarrt seit dem Wetterwechsel.",
        "H-Saite schnarrt.",
    ]


def test_no_concern_needs_no_topic(client: Client) -> None:
    client.post(URL, filled(None, outcome="no_concern"))
    assert Contact.objects.get().outcome == "no_concern"


def test_nobody_to_answer_needs_a_pick_up_and_a_note(client: Client, topic: Topic) -> None:
    refused = client.post(URL, filled(topic, outcome="follow_up", text=""))
    assert refused.status_code == 400
    assert [field for field, _message in refused.context["errors"]] == ["text", "picks_up"]
    assert client.post(URL, filled(topic, outcome="follow_up", picks_up="1")).status_code == 302
    assert Contact.objects.get().picks_up


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"who": ""}, "who"),
        ({"customer": ""}, "who"),
        ({"customer": "999999"}, "who"),
        ({"topic": ""}, "topic"),
        ({"topic": "99999999999999999999"}, "topic"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "join"}, "outcome"),
        ({"channel": "pigeon"}, "channel"),
        ({"voice": ["praise", "wish"]}, "voice"),
        ({"happened": "earlier"}, "earlier"),
        ({"client_id": "1"}, "client_id"),
        ({"who": "new"}, "new_last_name"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    client: Client, topic: Topic, customer: Customer, change: dict[str, Any], field: str
) -> None:
    response = client.post(URL, filled(topic, customer) | change)
    assert response.status_code == 400
    assert field in [name for name, _message in response.context["errors"]]
    assert "H-Saite schnarrt." in response.content.decode()
    assert "Noch nicht gespeichert." in response.content.decode()
    assert not Contact.objects.exists()


def test_steps_without_javascript_keep_everything(client: Client, topic: Topic, customer: Customer) -> None:
    typed = filled(topic, None, who="", q="maier", voice="wish")
    found = client.post(URL, typed | {"step": "search"})
    assert [line.name for line in found.context["zone"].hits.lines] == ["Ulrike Maier"]
    chosen = client.post(URL, typed | {"choose": customer.pk})
    assert chosen.context["zone"].person.customer == customer
    new = client.post(URL, typed | {"step": "new"})
    assert new.context["zone"].new == {"last_name": "Maier"}
    nameless = client.post(URL, typed | {"step": "nameless"})
    assert nameless.context["zone"].who == "nameless"
    for page in (found, chosen, new, nameless):
        assert page.context["typed"]["text"] == "H-Saite schnarrt."
        assert page.context["typed"]["client_id"] == typed["client_id"]
        assert (page.context["voices"], page.context["topic"]) == (["wish"], topic)
    assert not Contact.objects.exists()


def test_a_call_opens_with_the_caller_found(client: Client, customer: Customer) -> None:
    page = client.get(URL, {"q": "0176 04069083", "channel": "phone"})
    assert [line.name for line in page.context["zone"].hits.lines] == ["Ulrike Maier"]


def test_typed_markup_stays_text(client: Client, customer: Customer) -> None:
    evil = "<script>alert(1)</script>"
    a_customer(evil, first_name="Maier")
    content = client.post(
        URL, filled(None, None, who="", q=f"maier {evil}", text=evil, step="search")
    ).content.decode()
    assert evil not in content


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_the_same_however_much_there_is(
    client: Client, user: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    team = make_team()
    for number in range(rows):
        topic = make_topic(team, name=f"Thema {number}", parent=make_topic(team))
        a_contact(a_customer(), by=user, topic=topic, site=user.site, at=timezone.now())
    client.get(URL)
    cache.clear()
    with django_assert_num_queries(PAGE):
        client.get(URL)


PAGE = 12


def test_saving_costs_what_the_act_costs(
    client: Client, topic: Topic, customer: Customer, django_assert_max_num_queries: Any
) -> None:
    a_reason()
    with django_assert_max_num_queries(SAVE):
        client.post(URL, filled(topic, customer, outcome="follow_up"))


SAVE = 26


def test_what_was_asked_in_passing_mends_and_is_not_asked_again_today(client: Client, topic: Topic) -> None:
    a_source()
    customer = a_customer("Vogt")
    content = client.get(URL, {"customer": customer.pk}).content.decode()
    assert content.count('name="asked"') == 2
    form = filled(topic, customer, asked=["unreachable", "source_missing"], told_phone="0711 80497319")
    assert client.post(URL, form).status_code == 302
    assert set(customer.findings.filter(resolved_at=None).values_list("code", flat=True)) == {
        "source_missing",
        "reason_missing",
    }
    assert list(customer.asked.values_list("code", "outcome")) == [("source_missing", "shown")]
    assert 'value="source_missing"' not in client.get(URL, {"customer": customer.pk}).content.decode()


def test_not_told_settles_and_a_doubtful_answer_is_said(client: Client, topic: Topic) -> None:
    customer = a_customer("Vogt", email="halb@")
    asked = ["unreachable", "email_doubtful"]
    form = filled(topic, customer, asked=asked, unsaid=["source_missing"], told_email="ganz@")
    client.post(URL, form)
    assert "ganz@" in client.get(URL).content.decode()
    assert [email.raw for email in customer.emails.all()] == ["ganz@"]
    customer.refresh_from_db()
    assert customer.source_asked_at is not None


def test_everything_is_right_with_one_tap_and_back_with_another(
    client: Client, topic: Topic, customer: Customer
) -> None:
    typed = filled(topic, customer, step="confirm", text="Noch nicht gespeichert")
    assert "Noch nicht gespeichert" in client.post(URL, typed).content.decode()
    assert customer.confirmations.filter(undone_at=None).count() == 1
    address = f"/kunden/{customer.number}/stimmt/"
    fragment = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert "Stimmt alles, heute bestätigt" in fragment
    client.post(f"{address}zurueck/")
    assert customer.confirmations.filter(undone_at=None).count() == 1
    client.post(address)
    assert "zuletzt bestätigt" in client.get(f"/kunden/{customer.number}/").content.decode()


def test_who_recommended_us_is_kept_with_the_source(client: Client, topic: Topic) -> None:
    friend, customer = a_customer("Brunner"), a_customer("Maier")
    source = a_source("Empfehlung", referral=True)
    told = {"source": source.pk, "referred_by": f"K-{friend.number} Brunner"}
    client.post(URL, filled(topic, customer, **told))
    customer.refresh_from_db()
    assert (customer.source, customer.referred_by) == (source, friend)
    refused = client.post(URL, filled(topic, friend, **told))
    assert (refused.status_code, "Niemand empfiehlt sich selbst" in refused.content.decode()) == (400, True)
    friend.refresh_from_db()
    assert (friend.source, friend.referred_by) == (None, None)


def test_a_code_outside_its_period_is_kept_and_said(client: Client, topic: Topic) -> None:
    customer = a_customer("Maier")
    campaign = a_campaign("AK10", ends_on=date(2020, 1, 31))
    client.post(URL, filled(topic, customer, campaign_code="ak10", channel="magazine"))
    assert Contact.objects.get().campaign == campaign
    assert "galt bis 31.1.2020" in client.get(URL).content.decode()


@pytest.mark.parametrize(("voice", "kept"), [("complaint", 3), ("wish", None), ("", None)])
def test_how_grave_it_is_counts_for_a_complaint_alone(
    client: Client, topic: Topic, customer: Customer, voice: str, kept: int | None
) -> None:
    sent = filled(topic, customer, severity=["1", "3"], **({"voice": voice} if voice else {}))
    assert client.post(URL, sent).status_code == 302
    assert list(Feedback.objects.values_list("severity", flat=True)) == ([kept] if voice else [])


def test_a_refused_entry_keeps_how_grave_it_was(client: Client, topic: Topic) -> None:
    page = client.post(URL, filled(topic, voice="complaint", severity="2", channel="")).content.decode()
    assert 'name="severity" value="2" data-single checked' in page
