"""Campaigns: codes lead to one campaign, cost is kept to the cent, and a code says when it is used too late."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from contacts.campaigns import campaign_with, count_visit, outside_words, save_campaign
from contacts.models import Campaign, CampaignVisit, CodeTaken, Source
from crm.company.models import User
from crm.lib.acts import Refused
from tests.factories.company import make_user
from tests.factories.contacts import a_campaign, a_source

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def admin() -> User:
    return make_user("admin")


@pytest.fixture
def source() -> Source:
    return a_source("Zeitschrift")


def test_a_campaign_has_a_code_in_capitals_and_ends_after_it_began(admin: User, source: Source) -> None:
    row = save_campaign(None, code=" sb3 ", name="Saitenblick", source=source, by=admin, at=NOW)
    assert row.code == "SB3"
    with pytest.raises(Refused) as twice:
        save_campaign(None, code="Sb3", name="Anders", source=source, by=admin, at=NOW)
    assert list(twice.value.messages) == ["code"]
    days: dict[str, Any] = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 1)}
    with pytest.raises(Refused) as early:
        save_campaign(row, code="SB3", name="Saitenblick", source=source, **days, by=admin, at=NOW)
    assert list(early.value.messages) == ["ends_on"]


def test_each_advert_may_have_a_code_of_its_own(admin: User, source: Source) -> None:
    facts: dict[str, Any] = {"code": "AK11", "name": "AKUSTIK, Ausgabe 11", "source": source, "by": admin}
    codes = {"ak11-14": "Seite 14", "AK11-U4": "Rückseite"}
    row = save_campaign(None, **facts, codes=codes, cost=Decimal("980.50"), at=NOW)
    assert [campaign_with(code) for code in ("ak11", " AK11-14", "Ak11-u4", "AK12", "")] == [row] * 3 + [
        None
    ] * 2
    save_campaign(row, **facts, codes={"AK11-14": "Seite 15"}, cost=Decimal("980.50"), at=NOW)
    row.refresh_from_db()
    assert row.cost == Decimal("980.50")
    assert [(one.code, one.place) for one in row.codes.all()] == [("AK11-14", "Seite 15")]
    assert campaign_with("AK11-U4") is None
    save_campaign(row, **facts, at=NOW)
    assert row.codes.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "SB 3"}, "code"),
        ({"code": "GRÜN"}, "code"),
        ({"code": "TAKEN"}, "code"),
        ({"code": "TAKEN-2"}, "code"),
        ({"codes": {"TAKEN": ""}}, "codes"),
        ({"codes": {"TAKEN-2": ""}}, "codes"),
        ({"codes": {"SB3": ""}}, "codes"),
        ({"codes": {"A/B": ""}}, "codes"),
        ({"codes": {"X" * 31: ""}}, "codes"),
        ({"codes": {f"X{number}": "" for number in range(51)}}, "codes"),
        ({"cost": Decimal("-0.01")}, "cost"),
        ({"name": " "}, "name"),
    ],
)
def test_what_would_confuse_is_refused(
    typed: dict[str, Any], field: str, admin: User, source: Source
) -> None:
    save_campaign(None, code="TAKEN", name="Da", source=source, codes={"TAKEN-2": ""}, by=admin, at=NOW)
    facts: dict[str, Any] = {"code": "SB3", "name": "Saitenblick", "source": source} | typed
    with pytest.raises(Refused) as no:
        save_campaign(None, **facts, by=admin, at=NOW)
    assert list(no.value.messages) == [field]


def test_a_code_of_earlier_times_may_stay_as_it_is(admin: User) -> None:
    row = a_campaign("SB 11/25")
    save_campaign(row, code="SB 11/25", name="Neu", source=row.source, by=admin, at=NOW)
    assert Campaign.objects.get().name == "Neu"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 2, 28), "gilt erst ab 1.3.2026"),
        (date(2026, 3, 1), ""),
        (date(2026, 3, 31), ""),
        (date(2026, 4, 1), "galt bis 31.3.2026"),
    ],
)
def test_a_code_says_when_it_is_used_outside_its_period(day: date, said: str) -> None:
    row = a_campaign("SB3", starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))
    words = outside_words(row, day, code="sb3")
    assert bool(words) == bool(said)
    assert said in words


def test_visits_are_a_number_by_day_and_campaign() -> None:
    row = a_campaign("SB3")
    for day in (1, 1, 2):
        count_visit(row, day=date(2026, 3, day))
    assert list(CampaignVisit.objects.order_by("day").values_list("day__day", "number")) == [(1, 2), (2, 1)]


def test_the_database_gives_no_code_twice_whichever_kind_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people at once: neither saw the code of the other, and the second one is refused all the same."""
    by, source = make_user("admin"), a_source()
    first = save_campaign(None, code="AK11", name="Heft", source=source, codes={"AK11-14": ""}, by=by, at=NOW)
    taken = CodeTaken.objects.filter(campaign=first).values_list("code", flat=True)
    assert set(taken) == {"AK11", "AK11-14"}
    monkeypatch.setattr("contacts.campaigns._free_code", lambda code, *_rest: code)
    monkeypatch.setattr("contacts.campaigns._refuse_taken", lambda *_args: None)
    with pytest.raises(Refused) as main:
        save_campaign(None, code="AK11-14", name="Neu", source=source, by=by, at=NOW)
    with pytest.raises(Refused) as further:
        save_campaign(None, code="NEU", name="Neu", source=source, codes={"AK11": ""}, by=by, at=NOW)
    assert (list(main.value.messages), list(further.value.messages)) == (["code"], ["codes"])
    monkeypatch.undo()
    save_campaign(first, code="AK12", name="Heft", source=source, codes={}, by=by, at=NOW)
    assert set(taken.all()) == {"AK12"}
