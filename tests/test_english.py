"""An English reader gets no German: on no page, in no refusal, in no notice. The data here speak English too."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation

from cases.escalation import sweep_escalations
from cases.lifecycle import add_note, change_priority, hand_over, pause
from cases.models import Answer, Case, Policy
from cases.moving import start_moving
from cases.policy_changing import change_policy, newest_version
from cases.policy_terms import terms_of
from contacts.models import Campaign, Customer, Topic
from contacts.pairs import name_pair
from contacts.recording import NewCustomer
from crm.company.models import Role, User
from crm.lib.tokens import new_token, token_hash
from crm.outbox.jobs import sweep_jobs
from crm.outbox.models import Job, Notice
from feedback.ideas import new_idea, put_to_idea
from feedback.models import Feedback, Invitation, Survey, SurveyQuestion
from tests.cases.pages import BERLIN, clock_runs, signed_in
from tests.factories.cases import captured, make_policy
from tests.factories.company import make_calendar, make_site, make_team, make_user
from tests.factories.contacts import a_campaign, a_product, a_reason, a_source
from tests.factories.imports import kept
from tests.factories.surveys import asked
from tests.german_words import german_in, is_german

pytestmark = [pytest.mark.django_db, pytest.mark.any_store]

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=BERLIN)
EARLIER = NOW - timedelta(days=2)
NOT_READ = {
    "gallery": "sample data of the designers, open to the administration alone",
    "healthz": "for machines",
    "readyz": "for machines",
    "home": "leads on",
    "offline_worker": "for the browser",
    "offline_card": "for the browser; its name is the product's",
}
ENOUGH = 40  # whole pages: fewer would mean that addresses answer with something else
GOALS = (
    "capture",
    "at_once",
    "nothing_forgotten",
    "master_data",
    "praise_complaint",
    "listening",
    "thinking_ahead",
)


class Shop:
    """A company whose names, topics and customers are English: what is German on a page is ours."""

    def __init__(self) -> None:
        english: dict[str, Any] = {"language": "en"}
        self.boss = make_user(Role.ADMIN, first_name="Mary", last_name="Smith", **english)
        other = make_user(Role.LEAD, first_name="John", last_name="Brown", **english)
        self.recorder = make_user(Role.FRONTDESK, first_name="Tom", last_name="Porter")  # reads German
        site = make_site(name="London", calendar=make_calendar())
        team = make_team((self.boss, other), name="Workshop", site=site, lead=self.boss, deputy=other)
        make_policy(catch_all=True)
        Policy.objects.update(name="Standard")
        Policy.history.update(name="Standard")
        self.topic = Topic.objects.create(name="Repairs", icon="wrench", team=team, position=1)
        Answer.objects.create(topic=self.topic, title="It buzzes", text="Turn the screw.", helped=3)
        for make in (a_source, a_reason, a_product):
            make("Friends")
        a_campaign("X1", source=a_source("Print"))
        Campaign.objects.update(name="Advert")
        self.case = self._case("complaint", last_name="Miller", phone="0176 04069083", email="m@example.org")
        self.waiting = self._case("wish", last_name="Hill", phone="0176")
        self._live(other)
        self.move = self._moved()
        pair = name_pair(self._number(self.case), self._number(self.waiting), by=self.boss, at=NOW)
        self.pair = pair.pk
        self.read_list = kept("Name\nMiller\n", "list.csv", by=self.boss, at=NOW)
        clock_runs()

    def _number(self, case: Case) -> int:
        assert case.customer is not None
        return case.customer.number

    def _moved(self) -> Job:
        """Open deadlines were moved to a shorter version, and could be moved to the next one."""
        policy = self.case.policy_version.policy
        jobs: list[Job] = []
        for minutes in (900, 1_500):
            newest = newest_version(policy)
            terms = replace(terms_of(newest), resolution_minutes=minutes)
            change_policy(policy.pk, terms, expected_number=newest.number, by=self.boss, at=NOW)
            if not jobs:
                seen = newest_version(policy).pk
                jobs += [start_moving("policy", policy.pk, expected_version=seen, by=self.boss, at=NOW)]
                sweep_jobs(NOW)
        return jobs[0]

    def _case(self, voice: str, **new: str) -> Case:
        case = captured(
            self.topic,
            by=self.recorder,
            at=EARLIER,
            text="It buzzes.",
            voice=voice,
            new_customer=NewCustomer(first_name="Ann", **new),
        ).case
        assert case is not None
        return case

    def _live(self, other: User) -> None:
        """Everything that leaves a line in a story, and a wish that became an idea."""
        facts: dict[str, Any] = {"by": self.boss, "at": EARLIER + timedelta(hours=1)}
        with translation.override("de"):
            add_note(self.case.pk, text="Called back.", **facts)
            hand_over(self.case.pk, team=self.case.team, owner=other, reason="Please.", **facts)
            change_priority(self.case.pk, priority="high", reason="Concert on Saturday.", **facts)
            pause(self.waiting.pk, kind="supplier", until=NOW + timedelta(days=3), reason="Parts.", **facts)
            captured(self.topic, by=self.boss, at=EARLIER, case=self.case.pk, direction="out", text="Done.")
            wish = Feedback.objects.get(kind="wish")
            self.idea = put_to_idea(wish, new_idea(title="Longer hours", **facts), **facts).idea
            sweep_escalations(NOW)
        assert self.case.customer is not None
        self.key = new_token()
        Invitation.objects.create(
            **asked(),
            case=self.case,
            customer=self.case.customer,
            token_hash=token_hash(self.key),
            created_at=NOW,
            expires_at=NOW + timedelta(days=13),
        )
        Survey.objects.update(name="After a case")
        SurveyQuestion.objects.update(text_de=F("text_en"))


@pytest.fixture
def shop(time_machine: Any) -> Shop:
    time_machine.move_to(NOW, tick=False)
    return Shop()


def addresses(shop: Shop) -> dict[str, list[str]]:
    """What stands in the variable part of each page, or behind it as a query; [""] where there is nothing."""
    of_case = [f"{shop.case.number}", f"{shop.waiting.number}"]
    customer = shop.case.customer
    assert isinstance(customer, Customer)
    topic = shop.topic.pk
    return {
        "capture": ["", f"?customer={customer.pk}", f"?case={shop.case.pk}"],
        "capture_search": ["?q=Miller", "?q=Nobody", "?q=example"],
        "capture_person": [f"?customer={customer.pk}"],
        "capture_twins": ["?new_last_name=Miller", "?new_phone=017604069083"],
        "capture_answers": [f"?topic={topic}"],
        "capture_promise": [f"?topic={topic}&channel=phone"],
        "work": [f"?liste={code}" for code in ("alle", "team", "ohne", "wartet", "eskaliert", "beschwerden")],
        "customers": ["", "?q=Miller", "?q=Nobody", "?maengel=1"],
        "customer_alike": ["?phone=017604069083"],
        "duplicates": ["", "?liste=pruefen", "?liste=verschieden", "?liste=vereint"],
        "duplicate": [f"{shop.pair}"],
        "survey": [shop.key, "gone"],
        **{
            name: [f"{Survey.objects.get().pk}"]
            for name in ("survey_edit", "survey_questions", "survey_results")
        },
        "survey_opt_out": [shop.key],
        **{name: [f"{customer.number}"] for name in ("customer", "customer_edit", "customer_history")},
        **dict.fromkeys(
            ("case", "case_deadlines", "case_contact", "case_note", "case_wait", "case_go_on"), of_case
        ),
        **dict.fromkeys(
            ("case_hand_over", "case_priority", "case_resolve", "case_reopen", "case_acknowledge"), of_case
        ),
        "goal": list(GOALS),
        "voices": ["", "?art=wish", "?ohne=1", "?q=Nobody"],
        "voice_inbox": [""],
        **{name: [f"{Feedback.objects.get(kind='wish').pk}"] for name in ("voice", "voice_sorting")},
        "wish_idea": [f"{Feedback.objects.get(kind='wish').pk}"],
        "policy": [f"{shop.case.policy_version.policy_id}"],
        "policy_move": [f"{shop.case.policy_version.policy_id}"],
        "calendar_move": [f"{shop.case.team.site.calendar_id}"],
        "move": [f"{shop.move.pk}"],
        "policy_edit": [f"{shop.case.policy_version.policy_id}"],
        "ideas": ["", "?stand=built", "?stand=open"],
        "idea": [f"{shop.idea.pk}"],
        "customer_import": [f"{shop.read_list.pk}"],
        "customer_import_columns": [f"{shop.read_list.pk}"],
    }


def page_names(patterns: Any = None) -> Iterator[str]:
    """Every named address that is no resource of the API."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from page_names(entry.url_patterns)
        elif isinstance(entry, URLPattern) and entry.name and not entry.name.startswith("api_"):
            yield entry.name


def pages(shop: Shop) -> Iterator[str]:
    known = addresses(shop)
    for name in dict.fromkeys(page_names()):
        if name in NOT_READ:
            continue
        for said in known.get(name, [""]):
            query = said if said.startswith("?") else ""
            try:
                yield reverse(name, args=[] if query or not said else [said]) + query
            except NoReverseMatch:  # an address with a variable part that only answers to POST
                assert name not in known, f"{name} is not read: name its pages in addresses()"


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    return answer.content.decode() if answer.status_code not in (302, 405) else ""


def test_no_page_says_anything_in_german(shop: Shop) -> None:
    client = signed_in(shop.boss)
    answers = {path: read(client, path) for path in [*pages(shop), "/api/v1/docs/", "/nowhere/"]}
    assert len([path for path, page in answers.items() if 'lang="en"' in page]) > ENOUGH
    found = {path: german_in(page) for path, page in answers.items()}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_a_german_reader_is_told_apart(shop: Shop) -> None:
    shop.boss.language = "de"
    shop.boss.save()
    assert german_in(read(signed_in(shop.boss), "/arbeit/"))


def test_refusals_are_english(shop: Shop) -> None:
    """Every form sent empty says what is missing."""
    client, case = signed_in(shop.boss), shop.case.number
    forms = [
        "/erfassen/",
        "/kunden/neu/",
        "/ich/abwesenheit/",
        "/kunden/einlesen/",
        "/konto/password/change/",
    ]
    forms += [
        reverse(f"case_{act}", args=[case])
        for act in ("contact", "note", "wait", "hand_over", "priority", "resolve")
    ]
    found = {path: german_in(client.post(path, {}).content.decode()) for path in forms}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_a_list_is_looked_at_in_english(shop: Shop) -> None:
    """With everything that can be wrong with a line."""
    client, lines = signed_in(shop.boss), "Vorname;Nachname;Telefon;E-Mail;PLZ;Land;Colour\n"
    lines += "Ann;Green;0176;nowhere;1;XX;red\n;;;;;;\nAnn;Green;0176;nowhere;1;XX;red\nAnn\n"
    file = SimpleUploadedFile("list.csv", lines.encode())
    page = client.post("/kunden/einlesen/", {"file": file}, follow=True).content.decode()
    assert "list.csv" in page
    columns = {"Vorname", "Nachname", "Telefon", "PLZ", "Land"}  # as they stand in the file
    assert [text for text in german_in(page) if text not in columns] == []


def test_the_api_describes_itself_in_english(shop: Shop) -> None:
    schema = signed_in(shop.boss).get("/api/v1/schema/").json()
    said = list(_descriptions(schema))
    assert len(said) > 30
    assert [text for text in said if is_german(text)] == []


def _descriptions(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, inner in node.items():
            if key in ("summary", "description") and isinstance(inner, str):
                yield inner
            elif key not in ("example", "examples"):
                yield from _descriptions(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _descriptions(inner)


def test_what_happened_meanwhile_is_told_in_english(shop: Shop) -> None:
    """Whoever acted read German, or it was the clock."""
    notices = Notice.objects.filter(recipient__language="en")
    assert {notice.kind for notice in notices} >= {"opened", "handed_over", "escalation"}
    assert [f"{n.kind}: {n.subject} {n.text}" for n in notices if is_german(f"{n.subject} {n.text}")] == []


def test_dates_are_english(shop: Shop) -> None:
    page = read(signed_in(shop.boss), reverse("case", args=[shop.case.number]))
    assert timezone.localtime(EARLIER).strftime("%A")[:3] in page  # "Mon", not "Mo"
    assert "Mo\u00a0" not in page
