"""Topics have two levels and a team in use; "Sonstiges" stays."""

from datetime import UTC, datetime
from typing import Any

import pytest

from contacts.models import Topic
from contacts.topics import save_topic
from crm.company.models import Role
from crm.lib.acts import Refused
from tests.factories.company import make_team, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def save(topic: Topic | None = None, **facts: Any) -> Topic:
    facts = {"name": topic.name, "team": topic.team, "parent": topic.parent} | facts if topic else facts
    if "team" not in facts:
        facts["team"] = make_team()
    return save_topic(topic, by=make_user(Role.ADMIN), at=NOW, **facts)


def refused(topic: Topic | None = None, **facts: Any) -> list[str]:
    with pytest.raises(Refused) as no:
        save(topic, **facts)
    return list(no.value.messages)


def test_there_are_two_levels() -> None:
    top = save(name="Reparatur")
    fine = save(name="Riss", parent=top)
    assert refused(name="Haarriss", parent=fine) == ["parent"]
    assert refused(top, parent=save(name="Lieferung")) == ["parent"]
    assert refused(top, parent=top) == ["parent"]


def test_what_stands_below_goes_out_of_use_with_it() -> None:
    top = save(name="Reparatur")
    fine = save(name="Riss", parent=top)
    save(top, active=False)
    fine.refresh_from_db()
    assert (fine.active, fine.history.count()) == (False, 2)
    assert refused(name="Neu", parent=top) == ["parent"]


def test_sonstiges_stays_on_top_and_in_use() -> None:
    other = save(name="Sonstiges", is_other=True)
    assert refused(other, active=False) == ["active"]
    assert refused(other, parent=save(name="Reparatur")) == ["parent"]


def test_a_name_once_a_level_a_team_in_use_and_a_place() -> None:
    top = save(name="Größe")
    assert refused(name="GRÖSSE ") == ["name"]
    assert save(name="Größe", parent=top).parent == top
    assert refused(name="Neu", team=make_team(active=False)) == ["team"]
    assert refused(name="Neu", position=1_000) == ["position"]
