"""Who recommended us: named at the counter, never themselves, and moved along when customers are merged."""

import pytest

from contacts.changing import change_customer
from contacts.earlier import differences_since
from contacts.merge_undoing import undo_merge
from contacts.merging import merge_customers
from contacts.models import Customer
from contacts.referring import customer_named
from contacts.sources import Origin, note_origin
from crm.lib.acts import Refused
from tests.factories.company import make_user
from tests.factories.contacts import MONDAY, a_customer, a_source

pytestmark = pytest.mark.django_db


def test_a_customer_is_named_by_number_or_by_a_name_only_one_has() -> None:
    one = a_customer("Brunner", first_name="Anna")
    a_customer("Maier", first_name="Ulrike")
    a_customer("Maier", first_name="Jonas")
    for typed in (f"K-{one.number}", f" k{one.number} Anna", str(one.number), "Brunner"):
        assert customer_named(typed) == one
    assert customer_named("  ") is None
    for typed, said in (("Maier", "Mehrere passen"), ("K-999999", "gibt es nicht"), ("Xyzabc", "Niemand")):
        with pytest.raises(Refused) as no:
            customer_named(typed)
        assert said in no.value.messages["referred_by"][0]


def test_the_first_word_on_who_recommended_us_stays() -> None:
    friend, other = a_customer("Brunner"), a_customer("Kern")
    new = a_customer("Maier", origin=Origin(source=a_source(), referred_by=friend))
    assert new.referred_by == friend
    note_origin(new, is_new=False, referred_by=other, by=None, at=MONDAY)
    new.refresh_from_db()
    assert new.referred_by == friend
    assert list(friend.referred.all()) == [new]


def test_nobody_recommends_themselves() -> None:
    customer, by = a_customer("Maier"), make_user()
    with pytest.raises(Refused) as changed:
        change_customer(customer.pk, {"referred_by": customer}, expected_version=1, by=by, at=MONDAY)
    with pytest.raises(Refused) as noted:
        note_origin(customer, is_new=False, referred_by=customer, by=by, at=MONDAY)
    for no in (changed, noted):
        assert list(no.value.messages) == ["referred_by"]


def test_who_is_late_sees_who_recommended_them_meanwhile() -> None:
    friend, customer, by = a_customer("Brunner"), a_customer("Maier"), make_user()
    change_customer(customer.pk, {"referred_by": friend}, expected_version=1, by=by, at=MONDAY)
    customer.refresh_from_db()
    assert differences_since(customer, 1) == {"referred_by": [None, "Brunner"]}


@pytest.mark.parametrize(("who", "by_whom"), [("winner", "loser"), ("loser", "winner"), ("loser", "third")])
def test_a_merge_takes_recommendations_along_and_gives_them_back(who: str, by_whom: str) -> None:
    lead = make_user("lead")
    rows = {"winner": a_customer("Maier"), "loser": a_customer("Mayer"), "third": a_customer("Kern")}
    guest = a_customer("Gast", origin=Origin(referred_by=rows["loser"]))
    note_origin(rows[who], is_new=False, referred_by=rows[by_whom], by=lead, at=MONDAY)
    before = dict(Customer.objects.values_list("pk", "referred_by"))
    merge = merge_customers(rows["winner"].pk, rows["loser"].pk, by=lead, at=MONDAY)
    guest.refresh_from_db()
    assert guest.referred_by == rows["winner"]
    assert not Customer.objects.filter(pk=rows["winner"].pk, referred_by=rows["winner"]).exists()
    undo_merge(merge.pk, by=lead, at=MONDAY)
    assert dict(Customer.objects.values_list("pk", "referred_by")) == before
