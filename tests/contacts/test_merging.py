"""A merge loses nothing, and undoing it brings everything back: over random companies of related rows."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case
from contacts.changing import change_customer
from contacts.merge_undoing import undo_merge
from contacts.merge_values import CHOICES
from contacts.merging import merge_customers
from contacts.models import Affiliation, Contact, Customer, DuplicatePair, Merge, PhoneNumber, Touch
from contacts.moved_on import standing, winner_of
from contacts.sources import Origin
from crm.company.models import User
from crm.lib.acts import NotAllowed, Outdated, Refused
from crm.lib.customer_ties import ties
from tests.factories.cases import captured, make_policy, make_topic
from tests.factories.company import make_team, make_user
from tests.factories.contacts import MONDAY, a_contact, a_customer, a_source
from tests.factories.kinships import Kinship

LATER = MONDAY + timedelta(days=3)
OURS = {"company", "outbox", "contacts", "cases", "feedback"}
THE_MERGE_ITSELF = {"contacts.Merge", "contacts.MergeStep"}
WRITTEN_ANEW = {"contacts.SearchWord", "contacts.SearchEntry", "contacts.MatchEntry", "contacts.MatchKey"}
pytestmark = pytest.mark.django_db


def everything(kept: set[int]) -> dict[str, list[Any]]:
    """Every row but history and the merge's own. A version counts changes, so that it goes up with the undoing too."""
    found: dict[str, list[Any]] = {}
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label not in OURS or label.endswith("History"):
            continue
        if label == "contacts.Merge":
            found[label] = list(Merge.objects.filter(pk__in=kept).order_by("pk").values())
        elif label not in THE_MERGE_ITSELF:
            found[label] = _rows(model)
    return found


def _rows(model: type[models.Model]) -> list[dict[str, Any]]:
    left_out = {"version"} if model is Customer else {"id"} if model._meta.label in WRITTEN_ANEW else set()
    rows = model.objects.order_by("pk").values()  # type: ignore[attr-defined]
    plain = [{name: value for name, value in row.items() if name not in left_out} for row in rows]
    return sorted(plain, key=str) if left_out == {"id"} else plain


@given(seed=st.integers(0, 2**32), taken=st.none() | st.sets(st.sampled_from(CHOICES)))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_and_undoing_is_the_identity(db: None, seed: int, taken: set[str] | None) -> None:
    with transaction.atomic():
        family = Kinship(seed)
        earlier = set(Merge.objects.values_list("pk", flat=True))
        before = everything(earlier)
        merge = merge_customers(family.winner.pk, family.loser.pk, taken=taken, by=family.by, at=LATER)
        assert pointing_to(family.loser.pk) == []
        assert everything(earlier) != before
        undo_merge(merge.pk, by=family.by, at=LATER)
        assert everything(earlier) == before
        transaction.set_rollback(True)


def pointing_to(customer: int) -> list[str]:
    """Relations in which somebody still stands who is gone; history tells what was and may."""
    return [
        tie.relation
        for tie in ties()
        if not tie.relation.partition(".")[2].partition(".")[0].endswith("History")
        and tie.model.objects.filter(  # type: ignore[attr-defined]
            **{tie.field: tie.named.format(customer) if tie.named else customer}
        ).exists()
    ]


@pytest.fixture
def by() -> User:
    return make_user("backoffice")


def merged(winner: Customer, loser: Customer, *, by: User, **more: Any) -> Merge:
    merge = merge_customers(winner.pk, loser.pk, by=by, at=LATER, **more)
    winner.refresh_from_db()
    return merge


def test_the_winner_has_everything_that_hung_on_the_loser(by: User) -> None:
    make_policy()
    topic = make_topic(make_team((by,)))
    winner, loser = (
        a_customer("Maier", phone="0711 80497319"),
        a_customer("Mayer", phone="0711/80497319", email="m@example.org"),
    )
    contact = a_contact(loser, by=by, topic=topic)
    case = captured(topic, by=by, at=MONDAY, customer=loser.pk).case
    assert case is not None
    merged(winner, loser, by=by)
    assert set(Contact.objects.values_list("customer", flat=True)) == {winner.pk}
    assert Case.objects.get().customer_id == winner.pk
    assert [mail.raw for mail in winner.emails.all()] == ["m@example.org"]
    assert [phone.raw for phone in winner.phones.all()] == ["0711 80497319"]  # the same number once
    assert contact.pk in Contact.objects.values_list("pk", flat=True)
    assert Case.history.latest("history_id").history_change_reason == f"{loser.number_label} aufgenommen"


def test_what_the_winner_lacks_is_the_losers_and_what_it_has_stays(by: User) -> None:
    winner = a_customer("Maier", first_name="Ulrike")
    loser = a_customer("Mayer", title="Dr.", street="Hafengasse 7", city="Lindau")
    merged(winner, loser, by=by)
    assert winner.name == "Dr. Ulrike Maier"
    assert str(winner.address) == "Hafengasse 7, Lindau"


def test_what_was_chosen_of_the_loser_is_taken_and_nothing_else(by: User) -> None:
    winner, loser = (
        a_customer("Maier", first_name="Ulrike"),
        a_customer("Mayer", first_name="Uli", title="Dr."),
    )
    merged(winner, loser, by=by, taken={"last_name"})
    assert winner.name == "Ulrike Mayer"
    assert winner.sort_name == "mayer ulrike"


def test_the_source_that_gives_way_becomes_a_touch(by: User) -> None:
    fair, paper = a_source("Messe"), a_source("Zeitschrift")
    winner, loser = a_customer(origin=Origin(source=fair)), a_customer(origin=Origin(source=paper))
    merged(winner, loser, by=by)
    assert winner.source == fair
    assert [(touch.source, touch.at) for touch in Touch.objects.filter(customer=winner)] == [(paper, MONDAY)]


def test_the_old_number_and_the_old_key_lead_on_however_often(by: User) -> None:
    first, second, third = a_customer(), a_customer(), a_customer()
    merged(second, first, by=by)
    assert (standing(first.pk), winner_of(first.number)) == (second.pk, second)
    merged(third, second, by=by)
    assert (standing(first.pk), winner_of(first.number)) == (third.pk, third)
    assert (standing(10**9), winner_of(10**6)) == (None, None)


def test_a_chain_can_be_parted_from_either_end(by: User) -> None:
    first, second, third = (a_customer(phone=f"0711 8049731{n}") for n in (1, 2, 3))
    one, two = merged(second, first, by=by), merged(third, second, by=by)
    undo_merge(one.pk, by=by, at=LATER)
    undo_merge(two.pk, by=by, at=LATER)
    owners = {phone.raw[-1]: phone.customer_id for phone in PhoneNumber.objects.all()}
    assert owners == {"1": first.pk, "2": second.pk, "3": third.pk}


def test_what_came_or_changed_since_stays_with_the_winner(by: User) -> None:
    winner, loser = a_customer("Maier"), a_customer("Mayer", first_name="Ulrike", phone="0711 80497319")
    merge = merged(winner, loser, by=by, taken={"first_name", "last_name"})
    later = a_contact(winner, by=by)
    change_customer(winner.pk, {"first_name": "Uli"}, expected_version=None, by=by, at=LATER)
    change_customer(winner.pk, {"phones": []}, expected_version=None, by=by, at=LATER)
    back = undo_merge(merge.pk, by=by, at=LATER)
    winner.refresh_from_db()
    later.refresh_from_db()
    assert (winner.first_name, winner.last_name) == ("Uli", "Maier")
    assert later.customer_id == winner.pk
    assert (back.pk, back.name, back.number) == (loser.pk, "Ulrike Mayer", loser.number)
    assert back.phones.count() == 0  # somebody took it away since


def test_an_affiliation_to_a_firm_that_went_up_in_another_follows_it(by: User) -> None:
    firm, bigger = (a_customer("", organisation=name, kind="organisation") for name in ("Lind", "Lind GmbH"))
    winner, loser = a_customer("Maier"), a_customer("Mayer")
    for person in (winner, loser):
        Affiliation.objects.create(person=person, organisation=firm)
    merge = merged(winner, loser, by=by)
    merged(bigger, firm, by=by)
    undo_merge(merge.pk, by=by, at=LATER)
    assert {row.organisation_id for row in Affiliation.objects.all()} == {bigger.pk}
    assert {row.person_id for row in Affiliation.objects.all()} == {winner.pk, loser.pk}


def test_whoever_is_not_the_loser_is_not_the_winner_either(by: User) -> None:
    winner, loser, third = a_customer(), a_customer(), a_customer()
    apart = {"band": "check", "score": 11.0, "found_at": MONDAY, "not_same_at": MONDAY, "not_same_by": by}
    DuplicatePair.objects.create(one=loser, other=third, **apart)
    merge = merged(winner, loser, by=by)
    assert [(pair.one, pair.other, pair.not_same_by) for pair in DuplicatePair.objects.all()] == [
        (winner, third, by)
    ]
    undo_merge(merge.pk, by=by, at=LATER)
    assert [(pair.one, pair.other) for pair in DuplicatePair.objects.all()] == [(loser, third)]


def test_only_those_who_keep_master_data_may(by: User) -> None:
    winner, loser, porter = a_customer(), a_customer(), make_user("frontdesk")
    with pytest.raises(NotAllowed):
        merge_customers(winner.pk, loser.pk, by=porter, at=LATER)
    merge = merged(winner, loser, by=by)
    with pytest.raises(NotAllowed):
        undo_merge(merge.pk, by=porter, at=LATER)


def test_what_cannot_be_one_is_refused(by: User) -> None:
    person, firm = a_customer("Maier"), a_customer("", organisation="Maier GmbH", kind="organisation")
    for pair in ((person.pk, firm.pk), (person.pk, person.pk)):
        with pytest.raises(Refused):
            merge_customers(*pair, by=by, at=LATER)
    with pytest.raises(Customer.DoesNotExist):
        merge_customers(person.pk, 10**9, by=by, at=LATER)
    assert not Merge.objects.exists()


def test_whoever_compared_an_older_state_hears_of_it(by: User) -> None:
    winner, loser = a_customer(), a_customer()
    change_customer(loser.pk, {"first_name": "Uli"}, expected_version=None, by=by, at=MONDAY)
    with pytest.raises(Outdated):
        merge_customers(winner.pk, loser.pk, seen=(1, 1), by=by, at=LATER)
    merged(winner, loser, by=by, seen=(1, 2))


def test_a_merge_is_undone_once(by: User) -> None:
    merge = merged(a_customer(), a_customer(), by=by)
    undo_merge(merge.pk, by=by, at=LATER)
    with pytest.raises(Refused):
        undo_merge(merge.pk, by=by, at=LATER)


def test_a_relation_without_a_tie_stops_the_merge(by: User, monkeypatch: pytest.MonkeyPatch) -> None:
    without = tuple(tie for tie in ties() if tie.relation != "contacts.Contact.customer")
    monkeypatch.setattr("contacts.merging.ties", lambda: without)
    with pytest.raises(RuntimeError, match=r"contacts\.Contact\.customer"):
        merge_customers(a_customer().pk, a_customer().pk, by=by, at=LATER)


def test_both_notes_stay_and_part_again() -> None:
    by = make_user("backoffice")
    winner, loser = a_customer("Maier"), a_customer("Mayer")
    for row, note in ((winner, "Klingelt zweimal."), (loser, "Hund im Hof.")):
        change_customer(row.pk, {"note": note}, expected_version=None, by=by, at=MONDAY)
    merge = merge_customers(winner.pk, loser.pk, by=by, at=LATER)
    winner.refresh_from_db()
    assert winner.note == "Klingelt zweimal.\n\nHund im Hof."
    undo_merge(merge.pk, by=by, at=LATER)
    assert [Customer.objects.get(pk=row.pk).note for row in (winner, loser)] == [
        "Klingelt zweimal.",
        "Hund im Hof.",
    ]
