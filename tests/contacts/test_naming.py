import pytest

from contacts.models import Customer
from contacts.naming import sort_name


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"first_name": "Eva", "last_name": "Groß"}, "gross eva"),
        ({"first_name": "Jörg", "last_name": "van der Öhe"}, "van der oehe joerg"),
        ({"first_name": "Eva"}, "eva"),
        (
            {"kind": "organisation", "organisation": "Müller & Söhne", "last_name": "Maier"},
            "mueller und soehne",
        ),
        ({"first_name": "😀"}, "😀"),
        ({"last_name": "ß" * 80, "first_name": "ß" * 80}, "ss" * 80 + " " + "ss" * 19 + "s"),
    ],
)
def test_names_are_ordered_as_in_a_directory(fields: dict[str, str], expected: str) -> None:
    assert sort_name(Customer(**fields)) == expected
