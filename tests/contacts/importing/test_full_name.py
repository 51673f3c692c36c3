"""A name in one column is taken apart, and an initial is no salutation."""

import pytest

from contacts.importing.full_name import FullName, read_full_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ulrike Maier", FullName(first_name="Ulrike", last_name="Maier")),
        ("Maier, Ulrike", FullName(first_name="Ulrike", last_name="Maier")),
        ("Maier, Dr. Ulrike", FullName(title="Dr.", first_name="Ulrike", last_name="Maier")),
        ("Maier", FullName(last_name="Maier")),
        ("Frau Prof. Dr. Eva Groß", FullName("ms", "Prof. Dr.", "Eva", "Groß")),
        ("Anna Lena van der Berg", FullName(first_name="Anna Lena", last_name="van der Berg")),
        ("M. Maier", FullName(first_name="M.", last_name="Maier")),
        ("Dr. H. Maier", FullName(title="Dr.", first_name="H.", last_name="Maier")),
        ("Herr", FullName(last_name="Herr")),
        ("Musikhaus Lind GmbH", FullName(organisation="Musikhaus Lind GmbH")),
        ("Müller & Söhne", FullName(organisation="Müller & Söhne")),
        ("Agnes Kg", FullName(first_name="Agnes", last_name="Kg")),
    ],
)
def test_full_names(text: str, name: FullName) -> None:
    assert read_full_name(text) == name
