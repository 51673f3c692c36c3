"""German notations of one number mean one number; what cannot be one is doubtful, never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.lib.phones import Phone, digits, parse, spellings


@pytest.mark.parametrize(
    "typed",
    ["0711 80497319", "0711/80497-319", "(0711) 804 973 19", "0711.80497319", "0711–80497319", "07 11 80 49 73 19",
     "+49 711 80497319", "+49 (0)711 804-97319", "+49(0)711/80497319", "00 49 711 80497319", "0049711 80497319",
     "+49 0711 80497319", "49711 80497319", "  0711 80497319  ", "0711 80497319 App. 12", "0711 80497319 (Durchwahl 7)",
     "0711 80497319 DW 12", "0711 80497319 ext. 3", "\u202d+49 711 80497319"],
)  # fmt: skip
def test_every_notation_means_the_same_number(typed: str) -> None:
    phone = parse(typed)
    assert (phone.e164, phone.doubtful, phone.region, phone.raw) == (
        "+4971180497319",
        False,
        "DE",
        typed.strip(),
    )


@pytest.mark.parametrize(
    ("typed", "region", "e164", "country"),
    [
        ("0711/123", "DE", "+49711123", "DE"),
        ("0170 1234567", "DE", "+491701234567", "DE"),
        ("01 5123456", "AT", "+4315123456", "AT"),
        ("044 668 18 00", "CH", "+41446681800", "CH"),
        ("0043 1 5123456", "DE", "+4315123456", "AT"),
        ("+423 235 1234", "DE", "+4232351234", "LI"),
        ("235 1234", "LI", "+4232351234", "LI"),
    ],
)
def test_numbers_follow_the_country(typed: str, region: str, e164: str, country: str) -> None:
    assert parse(typed, region) == Phone(raw=typed, e164=e164, doubtful=False, region=country)


@pytest.mark.parametrize(
    "typed",
    ["", "abends", "0711-MUSIK", "112", "000000", "804 97319", "0711", "0711 80497319 oder 0170 1234567", "+49", "😀",
     "+999 123456", "1" * 60, "0711 80497319 / 0170 1234567", "\0"],
)  # fmt: skip
def test_what_cannot_be_a_number_is_doubtful_and_kept(typed: str) -> None:
    assert parse(typed) == Phone(raw=typed.strip(), e164="", doubtful=True, region="DE")


@given(st.text(max_size=60), st.sampled_from(["DE", "AT", "CH", "LI", "XX", ""]))
def test_no_text_is_an_error(typed: str, region: str) -> None:
    phone = parse(typed, region)
    assert phone.doubtful == (phone.e164 == "")
    assert all(each.isdigit() for each in (digits(typed), *spellings(phone.raw, phone.e164)) if each)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0711/80-49", "07118049"),
        ("+49 (0)711 8", "497118"),
        ("(0711) 8", "07118"),
        ("٠٧١١", "0711"),
        ("²", ""),
        ("-", ""),
    ],
)
def test_only_digits_are_left(typed: str, expected: str) -> None:
    assert digits(typed) == expected


def test_a_number_can_be_searched_as_dialled_at_home_and_from_abroad() -> None:
    assert set(spellings("+49 711 804 97319", "+4971180497319")) == {"4971180497319", "071180497319"}
    assert spellings("abends 12", "") == ("12",)
    assert spellings("abends", "") == ()
