"""Slips in telephone numbers and e-mail addresses: what may have been meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.normalising.ways import proposed_email, proposed_phone
from crm.lib import emails, phones


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("0711 80497319 abends", "0711 80497319"),
        ("O711 80497319", "0711 80497319"),
        ("abends", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_numbers(raw: str, meant: str) -> None:
    assert proposed_phone(raw, "DE") == meant


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("a b@gmx.de", "ab@gmx.de"),
        ("a@gmx,de", "a@gmx.de"),
        ("a(at)gmx.de", "a@gmx.de"),
        ("a@gmxde", "a@gmx.de"),
        ("a@gmx..de", "a@gmx.de"),
        ("mailto:a@gmx.de", "a@gmx.de"),
        ("a@gmx.de.", "a@gmx.de"),
        ("halb@", ""),
        ("", ""),
    ],
)
def test_addresses(raw: str, meant: str) -> None:
    assert proposed_email(raw) == meant


@given(st.text(max_size=60))
def test_what_is_proposed_works(text: str) -> None:
    if number := proposed_phone(text, "DE"):
        assert not phones.parse(number, "DE").doubtful
    if address := proposed_email(text):
        assert not emails.parse(address).doubtful
