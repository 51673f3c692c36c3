"""The key of a public form: what it is good for, and that nobody makes one but us. No database decides any of it."""

from datetime import timedelta

import pytest

from crm.desk.public.form_token import CLOCK_SLACK, LASTS, Unusable, issue, read
from crm.desk.public.thanks import Thanks, address_of, said_in
from crm.desk.public.work import BITS, proves
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.any_store
MS = timedelta(milliseconds=1)


def test_a_key_says_when_its_form_was_opened_and_stands_for_one_message() -> None:
    token, other = issue("contact", at=MONDAY), issue("contact", at=MONDAY)
    first = read(token, "contact", at=MONDAY + LASTS)
    assert first.opened_at == MONDAY
    assert read(token, "contact", at=MONDAY) == first
    assert read(other, "contact", at=MONDAY).client_id != first.client_id


def test_of_a_machine_whose_clock_is_ahead_it_was_opened_now() -> None:
    assert read(issue("contact", at=MONDAY + CLOCK_SLACK), "contact", at=MONDAY).opened_at == MONDAY


@pytest.mark.parametrize("where", range(0, 90, 6))
def test_one_sign_changed_anywhere_makes_it_worthless(where: int) -> None:
    token = issue("contact", at=MONDAY)
    changed = token[:where] + ("A" if token[where] != "A" else "B") + token[where + 1 :]
    with pytest.raises(Unusable):
        read(changed, "contact", at=MONDAY)


@pytest.mark.parametrize("at", [MONDAY + LASTS + MS, MONDAY - CLOCK_SLACK - MS], ids=["old", "not yet"])
def test_outside_its_time_it_is_worthless(at: object) -> None:
    with pytest.raises(Unusable):
        read(issue("contact", at=MONDAY), "contact", at=at)  # type: ignore[arg-type]


def test_the_thanks_are_read_back_and_nobody_else_writes_them() -> None:
    said = Thanks(kind="complaint", team="Werkstatt", due=MONDAY, embedded=True)
    assert said_in(address_of(said)) == said
    assert said_in(address_of(Thanks(kind="praise"))) == Thanks(kind="praise")
    for forged in ("", "x", address_of(said)[:-1], issue("contact", at=MONDAY)):
        assert said_in(forged) is None


def test_a_proof_of_work_is_work() -> None:
    found = next(str(number) for number in range(2**20) if proves("key", str(number)))
    assert BITS == 16
    assert not proves("another key", found)
    for nonsense in ("", "-1", "1e9", "١", "9" * 21, found + " "):
        assert not proves("key", nonsense)
