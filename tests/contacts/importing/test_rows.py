"""Lines become customers: what cannot be stored is refused by its line, what is doubtful is only told."""

from contacts.importing.headings import read_headings
from contacts.importing.rows import Row, read_rows
from contacts.recording import NewCustomer
from tests.factories.imports import table_of


def rows(text: str) -> list[Row]:
    _table, (heading, *lines) = table_of(text.encode())
    return list(read_rows(lines, read_headings(heading.cells), home="DE"))


def only(text: str) -> Row:
    (row,) = rows(text)
    return row


def test_street_and_house_number_are_one() -> None:
    assert only("Name;Straße;Hausnummer\nMaier;Seestraße;3 a").new.street == "Seestraße 3 a"
    assert only("Name;Straße;Hausnummer\nMaier;Seestraße 3;3").new.street == "Seestraße 3"
    assert only("Name;Straße;Hausnummer\nMaier;;3").new.street == "3"


def test_postcode_and_town_in_one_column() -> None:
    new = only("Name;PLZ Ort\nMaier;88131 Lindau (Bodensee)").new
    assert (new.postal_code, new.city) == ("88131", "Lindau (Bodensee)")
    assert only("Name;PLZ Ort\nMaier;Bad Tölz").new.city == "Bad Tölz"


def test_everything_of_a_line() -> None:
    row = only(
        "Nr;Anrede;Titel;Vorname;Nachname;Firma;Telefon;Mobil;E-Mail;E-Mail 2;Straße;PLZ;Ort;Land\n"
        "7;Frau;Dr.;Ulrike;Maier;Musikhaus Lind;05522 3000;0711 80497319;a@web.de;b@web.de;Ring 1;6800;Feldkirch;A"
    )
    assert row.new == NewCustomer(
        salutation="ms", title="Dr.", first_name="Ulrike", last_name="Maier", organisation="Musikhaus Lind",
        phone="05522 3000", email="a@web.de", street="Ring 1", postal_code="6800", city="Feldkirch", country="AT",
    )  # fmt: skip
    assert [phone.raw for phone in row.phones] == ["05522 3000", "0711 80497319"]
    assert [email.normalised for email in row.emails] == ["a@web.de", "b@web.de"]
    assert (row.external_id, row.line, row.refused) == ("7", 2, ())


def test_googles_several_values_in_one_cell() -> None:
    row = only("Name;Phone 1 - Value\nMaier;0711 80497319 ::: 0171 2345678")
    assert [phone.raw for phone in row.phones] == ["0711 80497319", "0171 2345678"]


def test_a_firm_is_known_by_salutation_or_by_having_no_other_name() -> None:
    for text in ("Anrede;Nachname\nFirma;Musikhaus Lind", "Firma;Name\nMusikhaus Lind;Musikhaus Lind"):
        assert only(text).new == NewCustomer(kind="organisation", organisation="Musikhaus Lind", country="DE")


def test_a_name_in_one_column_counts_where_there_is_no_other() -> None:
    first, second = rows("Name;Vorname;Nachname\nAnzeige Name;Ulrike;Maier\nJan Groß;;")
    assert (first.new.first_name, first.new.last_name) == ("Ulrike", "Maier")
    assert (second.new.first_name, second.new.last_name) == ("Jan", "Groß")


def test_of_several_addresses_the_first_filled_one_is_taken_and_the_other_told() -> None:
    text = "Name;Straße privat;Ort privat;Straße geschäftlich;Ort geschäftlich\n"
    home = only(text + "Maier;Ring 1;Ulm;;")
    assert (home.new.street, home.new.city, home.warnings) == ("Ring 1", "Ulm", ())
    both = only(text + "Maier;Ring 1;Ulm;Markt 2;Köln")
    assert (both.new.street, both.new.city) == ("Markt 2", "Köln")
    assert both.warnings == (
        "Hier stehen mehrere Adressen: Die erste wird übernommen, die anderen stehen in der Notiz.",
    )
    assert (home.note, both.note) == ("", "Weitere Anschrift: Ring 1, Ulm")


def test_what_cannot_be_stored_is_refused_by_line_and_field() -> None:
    found = rows(
        "Vorname;Nachname;Telefon\n;;0711 80497319\nUlrike;Maier;\n"
        f"{'x' * 81};Maier;{'1' * 61}\nUlrike;Maier;;zu viel\n"
    )
    assert [(row.line, row.refused) for row in found] == [
        (2, ("Hier fehlt ein Name oder eine Firma.",)),
        (3, ()),
        (4, (
            "Vorname: Bitte kürzen: Hier passen höchstens 80 Zeichen hinein.",
            "Telefon: Bitte kürzen: Hier passen höchstens 60 Zeichen hinein.",
        )),
        (5, ("Diese Zeile hat 4 Spalten, die Überschrift nur 3.",)),
    ]  # fmt: skip


def test_what_is_doubtful_is_only_told() -> None:
    row = only(
        "Anrede;Name;Telefon;E-Mail;PLZ;Land;Ort\nFamilie;Maier;0711-MUSIK;maier(at)web.de;8813;Absurdistan"
    )
    assert row.refused == ()
    assert row.warnings == (
        "Diese Zeile hat nur 6 von 7 Spalten.",
        "Anrede: „Familie“ kennen wir nicht, es steht in der Notiz.",
        "Land: „Absurdistan“ kennen wir nicht, es wird das Land der Firma eingetragen.",
        "Telefon: „0711-MUSIK“ sieht nicht wie eine vollständige Nummer aus.",
        "E-Mail: „maier(at)web.de“ sieht nicht wie eine gültige Adresse aus.",
        "Postleitzahl: „8813“ passt nicht zum Land DE.",
    )
    assert (row.new.phone, row.new.email, row.new.postal_code) == ("0711-MUSIK", "maier(at)web.de", "8813")
    assert row.note == "Anrede: Familie\nLand: Absurdistan"


def test_what_has_no_field_goes_into_the_note_under_its_heading() -> None:
    row = only(
        "Kunden-Nr.;Name;Bemerkung;Notiz 2;Abteilung;Fax geschäftlich;Weitere Vornamen;Geburtsdatum\n"
        "4711;Maier;Klingelt zweimal;;Einkauf;0711 5;Anna;1.2.1980"
    )
    assert (
        row.note
        == "Kunden-Nr.: 4711\nKlingelt zweimal\nAbteilung: Einkauf\nFax geschäftlich: 0711 5\nWeitere Vornamen: Anna"
    )


def test_a_note_nobody_can_store_is_refused() -> None:
    assert only(f"Name;Notiz\nMaier;{'x' * 10_000}\n").refused == ()
    row = only(f"Name;Notiz;Fax\nMaier;{'x' * 9_999};0711 5\n")
    assert row.refused == ("Notiz: Bitte kürzen: Hier passen höchstens 10000 Zeichen hinein.",)
