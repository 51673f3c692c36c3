"""Templates: topics, deadlines, sources and reasons in one go, and a contact can be captured with its promise."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command

from cases.checklists import save_checklist
from cases.kits import KITS, STAFF
from cases.models import CaseCheck, Checklist, Policy, TextBlock
from cases.policies import version_for
from cases.starting import lay_out
from cases.text_blocks import blocks_for, filled, save_block
from contacts.models import Reason, Source, Topic
from crm.company.models import Role, Team, User
from crm.lib.acts import Refused
from tests.factories.cases import captured, make_topic
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def admin() -> User:
    return make_user(Role.ADMIN)


@pytest.fixture
def team() -> Team:
    return make_team(is_fallback=True)


@pytest.mark.parametrize("code", KITS)
def test_a_template_gives_everything_a_promise_needs(code: str, admin: User, team: Team) -> None:
    make_user(Role.MANAGEMENT)
    new = lay_out([code], team=team, by=admin, at=NOW)
    assert {str(topic.name) for topic in KITS[code].topics} < {topic.name for topic in new}
    assert Topic.objects.get(is_other=True).parent is None
    assert version_for(topic=new[0], complaint=True).policy.complaints_only
    assert all(case.case is not None for case in [captured(new[0], by=admin, at=NOW)])
    assert Source.objects.count() > 5
    assert Reason.objects.count() == len(KITS[code].reasons)
    assert {block.name for block in TextBlock.objects.all()} == {
        str(block.name) for block in KITS[code].blocks
    }
    listed = {row.topic.name: row.points for row in Checklist.objects.select_related("topic")}
    assert listed == {
        str(topic.name): "\n".join(map(str, topic.points))
        for topic in (*KITS[code].topics, STAFF)
        if topic.points
    }
    call_command("prove")


def test_a_second_template_adds_to_the_first_and_twice_changes_nothing(admin: User, team: Team) -> None:
    lay_out(["shop"], team=team, by=admin, at=NOW)
    before = Topic.objects.count()
    assert lay_out(["shop"], team=team, by=admin, at=NOW) == []
    added = lay_out(["workshop", "office"], team=team, by=admin, at=NOW)
    assert len({topic.name for topic in added}) == len(KITS["workshop"].topics) + len(KITS["office"].topics)
    assert Topic.objects.count() > before
    assert Policy.objects.filter(catch_all=True).count() == 1
    assert Policy.objects.order_by("catch_all", "position").last() == Policy.objects.get(catch_all=True)


def test_a_first_case_brings_its_points_and_its_text_blocks(admin: User, team: Team) -> None:
    make_user(Role.MANAGEMENT)
    lay_out(["workshop"], team=team, by=admin, at=NOW)
    repair = Topic.objects.get(name="Reparatur")
    case = captured(repair.children.order_by("position")[0], by=admin, at=NOW).case
    assert case is not None
    points = ["Zustand fotografiert", "Auftrag und Preis vereinbart", "Ergebnis geprüft"]
    assert [point.text for point in CaseCheck.objects.filter(case=case)] == points
    offered = {block.name: filled(block, case, tz=UTC) for block in blocks_for(case)}
    assert list(offered) == ["Danke, wir kümmern uns", "Fertig zur Abholung", "Fotos erbeten", "Rückfrage"]
    assert f"#{case.number}" in offered["Fertig zur Abholung"]
    assert "{" not in "".join(offered.values())


def test_what_the_company_wrote_itself_stays(admin: User, team: Team) -> None:
    facts: dict[str, Any] = {"by": admin, "at": NOW}
    repair = make_topic(team, name="reparatur")
    save_checklist(repair, points="Wie wir es tun", **facts)
    save_block(None, name="rückfrage", text="Bitte um Antwort.", team=None, topic=None, **facts)
    lay_out(["workshop"], team=team, **facts)
    assert Checklist.objects.get(topic=repair).points == "Wie wir es tun"
    assert TextBlock.objects.get(name__iexact="rückfrage").text == "Bitte um Antwort."
    assert TextBlock.objects.get(name="Fotos erbeten").topic == repair


def test_no_template_is_refused(admin: User, team: Team) -> None:
    for codes in ([], ["fabrik"]):
        with pytest.raises(Refused):
            lay_out(codes, team=team, by=admin, at=NOW)
    assert not Topic.objects.exists()
