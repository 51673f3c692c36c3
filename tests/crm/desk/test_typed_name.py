import pytest

from crm.desk.typed_name import sort_typed


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("", {}),
        ("Neumann", {"last_name": "Neumann"}),
        ("anna neumann", {"first_name": "Anna", "last_name": "Neumann"}),
        ("Anna Lena von der Heide", {"first_name": "Anna Lena von der", "last_name": "Heide"}),
        ("Neumann, Anna", {"first_name": "Anna", "last_name": "Neumann"}),
        ("anna neumann 0171 234567", {"first_name": "Anna", "last_name": "Neumann", "phone": "0171 234567"}),
        ("+43 664 1234567", {"phone": "+43 664 1234567"}),
        ("88131", {"postal_code": "88131"}),
        ("Neumann 88131", {"last_name": "Neumann", "postal_code": "88131"}),
        ("anna@example.org", {"email": "anna@example.org"}),
        ("Neumann anna@example.org", {"last_name": "Neumann", "email": "anna@example.org"}),
        ("Musikhaus Maier OHG", {"kind": "organisation", "organisation": "Musikhaus Maier OHG"}),
        ("McDonald", {"last_name": "McDonald"}),
        ("K-20418 Neumann", {"last_name": "Neumann"}),
        ("???", {}),
    ],
)
def test_what_was_typed_goes_to_the_field_it_looks_like(typed: str, fields: dict[str, str]) -> None:
    assert sort_typed(typed) == fields
