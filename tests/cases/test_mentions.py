"""Mentions: recognised on saving, told to those named, and never a way into a confidential case."""

import pytest

from cases.lifecycle import add_note
from cases.mentions import called, colleagues, mentioned
from cases.models import Case, CaseEvent
from contacts.models import Topic
from crm.company.models import Role, User
from crm.lib.acts import Refused
from crm.outbox.models import Notice
from tests.cases.pages import MONDAY, opened, signed_in
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return make_user(first_name="Aylin", last_name="Demir", username="vorgang")


@pytest.fixture
def topic(clerk: User) -> Topic:
    make_policy()
    return make_topic(make_team((clerk,)))


@pytest.fixture
def case(topic: Topic, clerk: User) -> Case:
    return opened(topic, by=clerk)


def told() -> list[int | None]:
    return list(Notice.objects.filter(kind="mention", medium="app").values_list("recipient", flat=True))


def test_people_are_named_by_user_name_full_name_or_a_name_only_one_has() -> None:
    anna = make_user(first_name="Anna", last_name="Berg", username="anna")
    other = make_user(first_name="Anna", last_name="Bergmann", username="ab2")
    rosa = make_user(first_name="Rosa", last_name="Klein", username="laden")
    people = [anna, other, rosa]
    for text, named in (
        ("@laden bitte", [rosa]),
        ("@Rosa, und @rosa klein!", [rosa]),
        ("@Anna Bergmann schaut", [other]),
        ("(@anna)", [anna]),
        ("@Bergmann @Berg", [other, anna]),
        ("mail@laden.de und @Niemand und @ alle", []),
        ("@Ladenburg", []),
    ):
        assert mentioned(text, people) == named, text


def test_a_name_that_several_have_names_nobody() -> None:
    people = [make_user(first_name="Uwe", last_name="Alt"), make_user(first_name="Uwe", last_name="Neu")]
    assert mentioned("@Uwe bitte", people) == []
    twins = [make_user(first_name="Uwe", last_name="Alt", username=name) for name in ("u1", "u2")]
    assert called(twins) == ["u1", "u2"]


def test_who_is_named_is_told_each_time_and_the_writer_is_not(case: Case, clerk: User) -> None:
    rosa = make_user(first_name="Rosa", last_name="Klein")
    add_note(case.pk, text="@Rosa Klein, @vorgang: bitte ansehen", by=clerk, at=MONDAY)
    add_note(case.pk, text="Noch einmal @Rosa Klein", by=clerk, at=MONDAY)
    assert told() == [rosa.pk, rosa.pk]


def test_of_a_confidential_case_only_those_inside_can_be_named(clerk: User) -> None:
    make_policy()
    secret = opened(make_topic(make_team((clerk,)), confidential=True), by=clerk)
    make_user(first_name="Rosa", last_name="Klein")
    with pytest.raises(Refused, match="Rosa Klein darf diesen vertraulichen Vorgang nicht sehen"):
        add_note(secret.pk, text="@Rosa Klein, bitte", by=clerk, at=MONDAY)
    assert not CaseEvent.objects.filter(verb="noted").exists()
    assert told() == []
    admin = make_user(Role.ADMIN, first_name="Vera", last_name="Wolf")
    add_note(secret.pk, text="@Vera Wolf, bitte", by=clerk, at=MONDAY)
    assert told() == [admin.pk]


def test_the_note_offers_those_who_may_be_named(case: Case, clerk: User) -> None:
    make_user(first_name="Rosa", last_name="Klein")
    assert '"Rosa Klein"' in signed_in(clerk).get(
        f"/vorgaenge/{case.number}/notiz/"
    ).content.decode().replace("&quot;", '"')


def test_of_a_confidential_case_only_those_inside_are_offered(clerk: User) -> None:
    make_policy()
    lead, owner = make_user(Role.LEAD), make_user()
    team = make_team((clerk,), lead=lead)
    secret = opened(make_topic(team, confidential=True), by=clerk)
    Case.objects.filter(pk=secret.pk).update(owner=owner)
    secret = Case.objects.select_related("topic").get(pk=secret.pk)
    make_user()
    inside = {lead, owner, clerk, team.deputy}
    assert set(colleagues(secret, at=MONDAY)) == inside
