import pytest

from contacts.importing.countries import country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Deutschland", "DE"),
        ("germany", "DE"),
        ("D", "DE"),
        ("A", "AT"),
        ("Österreich", "AT"),
        ("Oesterreich", "AT"),
        ("ch", "CH"),
        ("Bundesrepublik Deutschland", "DE"),
        ("Absurdistan", ""),
        ("", ""),
    ],
)
def test_countries_as_lists_write_them(text: str, code: str) -> None:
    assert country_code(text) == code
