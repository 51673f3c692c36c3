"""Every relation to a customer has a tie, and every tie is a relation."""

import pytest
from django.db.models import ForeignObjectRel

from contacts.models import Customer
from crm.lib.customer_ties import Merge, Tie, register, ties


def relations_to_customer() -> set[str]:
    """Hidden ones and those of history included."""
    found = Customer._meta.get_fields(include_hidden=True)
    pointing = [field for field in found if isinstance(field, ForeignObjectRel)]
    return {f"{field.related_model._meta.label}.{field.field.name}" for field in pointing}


def test_every_relation_to_a_customer_has_a_tie() -> None:
    assert relations_to_customer() - {tie.relation for tie in ties()} == set()


def test_a_tie_of_its_own_is_a_relation_to_a_customer() -> None:
    own = {tie.relation for tie in ties() if tie.merge is not Merge.FOLLOW and not tie.named}
    assert own - relations_to_customer() == set()


def test_every_tie_names_fields_that_exist() -> None:
    for tie in ties():
        for name in (tie.field, *tie.same_by):
            tie.model._meta.get_field(name)


def test_a_relation_has_one_tie() -> None:
    with pytest.raises(ValueError, match="two ties"):
        register([Tie(relation="contacts.Contact.customer", merge=Merge.LEAVE)])
    assert [tie.merge for tie in ties() if tie.relation == "contacts.Contact.customer"] == [Merge.MOVE]


@pytest.mark.parametrize(
    ("merge", "same_by"), [(Merge.KEEP_ONE, ()), (Merge.MOVE, ("raw",))], ids=["lacks", "needs none"]
)
def test_rows_are_told_apart_where_one_is_kept(merge: Merge, same_by: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="same_by"):
        register([Tie(relation="contacts.Nobody.customer", merge=merge, same_by=same_by)])
