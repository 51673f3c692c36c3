import pytest

from crm.lib.postcodes import fits


@pytest.mark.parametrize(
    ("code", "country", "fit"),
    [
        ("88131", "DE", True),
        ("01067", "de", True),
        (" 88131 ", "DE", True),
        ("8813", "DE", False),
        ("D-88131", "DE", False),
        ("1010", "AT", True),
        ("10100", "AT", False),
        ("8001", "CH", True),
        ("80011", "CH", False),
        ("9490", "LI", True),
        ("8001", "LI", False),
        ("sw1a 1aa", "GB", True),
        ("", "DE", True),
        ("irgendwas", "XX", True),
        ("irgendwas", "", True),
    ],
)
def test_a_postcode_has_the_form_of_its_country(code: str, country: str, fit: bool) -> None:
    assert fits(code, country) is fit
