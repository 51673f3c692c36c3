"""What may be attached: the content decides, the ending must agree, and a name carries nothing but itself."""

import io

import pytest

from crm.lib.file_kinds import LONGEST_NAME, clean_name, kind_of
from tests.factories.files import JPEG, PDF, PNG, a_zip, docx

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00"
ODT = a_zip(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>"))


def kind(name: str, content: bytes) -> str | None:
    return kind_of(name, io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("Rechnung.pdf", PDF, "pdf"),
        ("Steg.JPG", JPEG, "jpeg"),
        ("Steg.png", PNG, "png"),
        ("IMG_0042.HEIC", HEIC, "heic"),
        ("Schnarren.mp4", MP4, "mp4"),
        ("Schnarren.wav", b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
        ("Schnarren.mp3", b"ID3\x04", "mp3"),
        ("Angebot.docx", docx(), "docx"),
        ("Angebot.odt", ODT, "odt"),
        ("Liste.csv", "Name;Straße\r\nMaier;Seestraße".encode("cp1252"), "text"),
    ],
)
def test_what_people_work_with_is_taken(name: str, content: bytes, code: str) -> None:
    assert kind(name, content) == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("Seite.html", b"<!doctype html><script>alert(1)</script>"),
        ("Seite.txt", b"\xef\xbb\xbf \n<!doctype html><script>alert(1)</script>"),
        ("Start.txt", b"#!/bin/sh\nrm -rf ."),
        ("Setup.exe", b"MZ\x90\x00"),
        ("Setup.pdf", b"MZ\x90\x00"),
        ("Steg.png", JPEG),
        ("Steg", JPEG),
        ("Angebot.docx", docx("word/vbaProject.bin")),
        ("Angebot.docm", docx()),
        ("Angebot.docx", b"PK\x03\x04 broken"),
        ("Archiv.zip", a_zip(("a.txt", b"a"))),
        ("Archiv.docx", a_zip(("a.txt", b"a"))),
        ("Makro.odt", a_zip(("mimetype", b"application/vnd.oasis.opendocument.text"), ("Basic/m.xml", b"x"))),
        ("Leer.txt", b"a\x00b"),
    ],
)
def test_everything_else_is_not(name: str, content: bytes) -> None:
    assert kind(name, content) is None


def test_the_file_is_left_at_its_beginning() -> None:
    content = io.BytesIO(docx())
    kind_of("a.docx", content)
    assert content.tell() == 0


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Rechnung März.pdf", "Rechnung März.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Rosa\\Steg.jpg", "Steg.jpg"),
        ("Rech\u202egpj.pdf", "Rechgpj.pdf"),
        ("a\r\nSet-Cookie: x.txt", "a Set-Cookie_ x.txt"),
        ("...versteckt.txt", "versteckt.txt"),
        ("a\x00b.txt", "ab.txt"),
        ("", ""),
    ],
)
def test_a_name_carries_nothing_but_itself(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name(300 * "a" + ".pdf")
    assert (len(name), name[-5:]) == (LONGEST_NAME, "a.pdf")
