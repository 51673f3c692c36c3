"""Text blocks: offered where they fit, filled with the facts, put behind what was typed without saving anything."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cases.models import Case, CaseEvent, TextBlock
from cases.text_blocks import blocks_for, filled, save_block
from contacts.models import Topic
from crm.company.models import Role, User
from crm.lib.acts import Refused
from tests.cases.pages import MONDAY, opened, signed_in, text_of
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy()
    parent = make_topic(make_team((clerk,)))
    return make_topic(parent.team, parent=parent)


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk)


def block(clerk: User, name: str = "Danke", **more: Any) -> TextBlock:
    facts: dict[str, Any] = {"text": "Guten Tag {Kunde}", "team": None, "topic": None} | more
    return save_block(None, name=name, **facts, by=clerk, at=MONDAY)


def test_placeholders_are_filled_with_the_facts(case: Case, clerk: User) -> None:
    row = block(clerk, text="{Kunde}, zu {Vorgang}: bis {Versprechen}.")
    said = filled(row, case, tz=BERLIN)
    assert said == f"Ulrike Maier, zu #{case.number}: bis Mo, 2.3.2026, 15:00."


def test_after_the_answer_the_solution_is_promised(case: Case, clerk: User) -> None:
    row = block(clerk, text="{Versprechen}")
    captured(None, by=clerk, at=MONDAY, case=case.pk, direction="out", text="Kommt.")
    assert filled(row, case, tz=BERLIN).startswith("Mi, 4.3.2026")


def test_what_is_not_known_becomes_nothing(topic: Topic, clerk: User) -> None:
    nameless = opened(topic, by=clerk, customer=None, new_customer=None, picks_up=True)
    assert filled(block(clerk), nameless, tz=BERLIN) == "Guten Tag "


def test_a_case_is_offered_what_is_for_all_its_team_its_topic_and_the_one_above(
    case: Case, topic: Topic, clerk: User
) -> None:
    other = make_team()
    block(clerk, "A alle")
    block(clerk, "B Team", team=case.team)
    block(clerk, "C Anliegen", topic=topic)
    block(clerk, "D darüber", topic=topic.parent)
    block(clerk, "E fremd", team=other)
    block(clerk, "F fremd", topic=make_topic(other))
    block(clerk, "G aus", active=False)
    assert [row.name for row in blocks_for(case)] == ["A alle", "B Team", "C Anliegen", "D darüber"]


def test_an_unknown_placeholder_is_refused_with_those_there_are(clerk: User) -> None:
    with pytest.raises(Refused, match=r"\{Kundin\} gibt es nicht. Möglich sind: \{Kunde\}, \{Vorgang\}"):
        block(clerk, text="Guten Tag {Kundin}")


@pytest.mark.parametrize("act", ["notiz", "kontakt"])
def test_a_block_comes_behind_what_was_typed_and_nothing_is_saved(case: Case, clerk: User, act: str) -> None:
    row = block(clerk)
    before = CaseEvent.objects.count()
    browser = signed_in(clerk)
    address = f"/vorgaenge/{case.number}/{act}/"
    assert "Textbaustein" in text_of(browser.get(address))
    page = browser.post(address, {"text": "Schon getippt.", "block": row.pk, "insert": "1"})
    assert page.status_code == 200
    assert "Schon getippt.\n\nGuten Tag Ulrike Maier</textarea>" in page.content.decode()
    assert CaseEvent.objects.count() == before


def test_without_blocks_there_is_nothing_to_choose(case: Case, clerk: User) -> None:
    assert "Textbaustein" not in text_of(signed_in(clerk).get(f"/vorgaenge/{case.number}/notiz/"))


def test_outside_of_a_confidential_case_no_block_tells_of_its_customer(clerk: User) -> None:
    make_policy()
    secret = opened(make_topic(make_team(), confidential=True), by=make_user())
    row = block(clerk)
    address = f"/vorgaenge/{secret.number}/kontakt/"
    page = signed_in(clerk).post(address, {"text": "x", "block": row.pk, "insert": "1"})
    assert "Maier" not in page.content.decode()


def test_the_administration_writes_them(clerk: User) -> None:
    admin = signed_in(make_user(Role.ADMIN))
    page = admin.post(
        "/einstellungen/textbausteine/neu/",
        {"name": "Danke", "text": "Danke, {Kunde}!", "active": "on"},
        follow=True,
    )
    assert "Danke" in text_of(page)
    row = TextBlock.objects.get()
    wrong = admin.post(f"/einstellungen/textbausteine/{row.pk}/", {"name": "Danke", "text": "{X}"})
    assert wrong.status_code == 400
    assert "Den Platzhalter {X} gibt es nicht." in text_of(wrong)
    assert row.history.count() == 1
