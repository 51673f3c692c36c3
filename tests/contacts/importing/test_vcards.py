"""vCards of every version: folded, quoted-printable, in any charset, several in one file; and half a card."""

import base64

import pytest

from contacts.importing.card import COLUMNS
from crm.lib.acts import Refused
from tests.factories.imports import table_of


def cards(data: bytes) -> list[dict[str, str]]:
    """What each card says, by column, without what is empty."""
    table, lines = table_of(data)
    assert table.kind == "vcard"
    return [{name: text for name, text in zip(COLUMNS, line.cells, strict=True) if text} for line in lines]


def card(*properties: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", ""]).encode()


def test_quoted_printable_in_another_charset_over_several_lines() -> None:
    """As Outlook writes 2.1."""
    (found,) = cards(
        card(
            "N;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:Gro=DF;J=F6rg;;Dr.;",
            "NOTE;ENCODING=QUOTED-PRINTABLE:Z=C3=BCrich=0D=0A=",
            "zweite Zeile =3D Ende",
            "TEL;WORK;VOICE:0711 80497319",
            version="2.1",
        )
    )
    assert found == {
        "Vorname": "Jörg",
        "Nachname": "Groß",
        "Titel": "Dr.",
        "Notiz": "Zürich\nzweite Zeile = Ende",
        "Telefon": "0711 80497319",
    }


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_umlauts_in_any_encoding_of_the_file(codec: str) -> None:
    data = card("N:Groß;Jörg;;;", "ADR;TYPE=HOME:;;Öhringer Str. 3;Köln;;50667;").decode().encode(codec)
    assert cards(data) == [
        {
            "Vorname": "Jörg",
            "Nachname": "Groß",
            "Straße privat": "Öhringer Str. 3",
            "PLZ privat": "50667",
            "Ort privat": "Köln",
        }
    ]


def test_folded_lines_escapes_and_pictures() -> None:
    picture = base64.b64encode(b"x" * 200).decode()
    (found,) = cards(
        card(
            "FN:Musikhaus Lind",
            "ORG:Lind\\; Söhne\\, GmbH;Verkauf",
            "NOTE:eine lange No",
            " tiz\\nmit Komma\\,",
            f"PHOTO;ENCODING=b;TYPE=JPEG:{picture[:76]}",
            f" {picture[76:]}",
            "item1.URL:http\\://lind.example",
        )
    )
    assert found == {
        "Name": "Musikhaus Lind",
        "Firma": "Lind; Söhne, GmbH",
        "Abteilung": "Verkauf",
        "Notiz": "eine lange Notiz\nmit Komma,",
        "Weiteres": "URL: http://lind.example",
    }


def test_version_4_with_addresses_of_telephones() -> None:
    (found,) = cards(
        card(
            "KIND:org",
            "FN:Musikhaus Lind",
            'TEL;VALUE=uri;TYPE="work,voice":tel:+49-711-80497319;ext=12',
            "TEL;TYPE=work,fax:0711 1",
            "EMAIL:mailto:haus@lind.example",
            version="4.0",
        )
    )
    assert found == {
        "Name": "Musikhaus Lind",
        "Firma": "Musikhaus Lind",
        "Telefon": "+49-711-80497319 ext. 12",
        "Fax": "0711 1",
        "E-Mail": "haus@lind.example",
    }


def test_several_cards_stand_where_they_begin_and_a_third_address_is_not_lost() -> None:
    data = card("N:Voss;Eva") + b"\r\n" + card(*(f"ADR;HOME:;;Ring {n};Ulm;;;" for n in (1, 2, 3)), "N:Groß")
    _table, lines = table_of(data)
    assert [line.number for line in lines] == [1, 6]
    second = cards(data)[1]
    assert (second["Straße privat"], second["Straße weitere"]) == ("Ring 1", "Ring 2")
    assert second["Weiteres"] == "ADR: Ring 3, Ulm"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (card("N:Voss;Eva") + b"BEGIN:VCARD\r\nN:Gro", "In Zeile 5 beginnt eine Karte, die nicht endet."),
        (b"BEGIN:VCARD\r\nN:A\r\nBEGIN:VCARD\r\n", "In Zeile 1 beginnt eine Karte, die nicht endet."),
        (b"BEGIN:VCARD\r\nN:A\0\r\nEND:VCARD\r\n", "In Zeile 2 steht ein Zeichen, das kein Text ist."),
    ],
)
def test_half_a_card_is_refused_by_its_line(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        table_of(data)
