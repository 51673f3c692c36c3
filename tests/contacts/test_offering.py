"""Sources, reasons, products and campaigns: never deleted, never twice, in an order of their own."""

from datetime import UTC, datetime

import pytest

from contacts.offering import save_product, save_reason, save_source
from crm.company.models import User
from crm.lib.acts import Refused
from crm.lib.changes import changes_of
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def admin() -> User:
    return make_user("admin", first_name="Ada", last_name="Min")


def test_a_source_goes_out_of_use_with_what_stands_below(admin: User) -> None:
    top = save_source(None, name="Internet", by=admin, at=NOW)
    fine = save_source(None, name="Suche", parent=top, by=admin, at=NOW)
    save_source(top, name="Internet", active=False, by=admin, at=NOW)
    fine.refresh_from_db()
    assert not fine.active
    for parent in (fine, top):
        with pytest.raises(Refused) as no:
            save_source(None, name="Forum", parent=parent, by=admin, at=NOW)
        assert list(no.value.messages) == ["parent"]


def test_names_are_given_once(admin: User) -> None:
    save_reason(None, name="Geschenk", by=admin, at=NOW)
    save_product(None, name="Bogen", by=admin, at=NOW)
    for save, name in ((save_reason, "geschenk"), (save_product, "BOGEN"), (save_product, "x" * 121)):
        with pytest.raises(Refused) as no:
            save(None, name=name, by=admin, at=NOW)
        assert list(no.value.messages) == ["name"]


def test_the_history_tells_who_changed_what_in_words(admin: User) -> None:
    top = save_source(None, name="Internet", by=admin, at=NOW)
    row = save_source(None, name="Suche", by=admin, at=NOW)
    save_source(row, name="Suchen", parent=top, active=False, by=admin, at=NOW)
    newest, first = changes_of(row)
    assert newest.by == "Ada Min"
    assert [(value.before, value.after) for value in newest.values] == [
        ("Suche", "Suchen"),
        ("", "Internet"),
        ("ja", "nein"),
    ]
    assert first.created
