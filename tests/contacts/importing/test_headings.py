"""Columns are known by their headings, however a program or a person writes them."""

import pytest

from contacts.importing.headings import names_somebody, read_headings


def fields(line: str) -> list[str]:
    columns = read_headings(line.split(";"))
    return [f"{column.field}@{column.place}" if column.place else column.field for column in columns]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "id;anrede;vorname;nachname;strasse;hausnummer;plz;ort;telefon;email;geburtsdatum",
            "external_id salutation first_name last_name street house_number postal_code city phone email -",
        ),
        (
            "Kunden-Nr.;Firma;Ansprechpartner;Straße/Nr.;PLZ Ort;Tel.;Handy;E-Mail-Adresse;Bemerkung",
            "external_id organisation name street postal_code_and_city phone phone email note",
        ),
        (
            (
                "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;"
                "Straße geschäftlich 2;Ort geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;"
                "Straße privat;Ort privat;Fax geschäftlich;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;"
                "E-Mail 2: Adresse;E-Mail-Typ"
            ),
            (
                "salutation first_name note last_name note organisation note note street@work street@work city@work"
                " postal_code@work country@work street@home city@home note phone phone email email -"
            ),
        ),
        (
            (
                "Title;First Name;Last Name;Company;Job Title;Business Street;Business City;Business Postal Code;"
                "Business Country/Region;Home Phone;Mobile Phone;E-mail Address;E-mail 2 Address;Notes"
            ),
            (
                "title first_name last_name organisation note street@work city@work postal_code@work country@work"
                " phone phone email email note"
            ),
        ),
        (
            (
                "Name;Given Name;Family Name;E-mail 1 - Type;E-mail 1 - Value;Phone 1 - Label;Phone 1 - Value;"
                "Address 1 - Formatted;Address 1 - Street;Address 1 - City;Address 2 - Street;Address 2 - City;"
                "Organization 1 - Name"
            ),
            "name first_name last_name - email - phone - street city street@2 city@2 organisation",
        ),
        ("firstName;last_name;postalCode;HomeCity", "first_name last_name postal_code city@home"),
        ("Name;Vorname", "last_name first_name"),
        ("Name;Telefon 1;Telefon 2;Ort 2", "name phone phone city@2"),
        ("Nr.;Name;Straße;Nr.", "external_id name street house_number"),
        ("STRASSE;Strasse;Straße", "street street street"),
    ],
)
def test_known_lists(line: str, expected: str) -> None:
    assert fields(line) == ["" if word == "-" else word for word in expected.split()]


@pytest.mark.parametrize(("line", "does"), [("Vorname;Ort", True), ("Firma", True), ("Ort;Telefon", False)])
def test_without_a_column_for_names_it_is_no_heading(line: str, does: bool) -> None:
    assert names_somebody(read_headings(line.split(";"))) is does
