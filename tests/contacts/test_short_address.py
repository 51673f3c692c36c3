"""The QR code holds exactly the short address."""

import xml.etree.ElementTree as ET

import pytest
import segno

from contacts.short_address import addresses_of, short_address
from crm.lib.qr import qr_svg
from tests.factories.contacts import a_campaign


def test_the_drawing_is_the_code_of_the_address() -> None:
    address = "https://crm.example.org/k/AK11-14/"
    drawn = ET.fromstring(qr_svg(address))
    modules = segno.make(address, error="m", micro=False).symbol_size(border=4)[0]
    assert drawn.attrib["viewBox"] == f"0 0 {modules} {modules}"
    assert "style" not in drawn.attrib


def test_a_code_that_cannot_stand_in_an_address_has_none() -> None:
    assert short_address("SB 11/25") == ""
    assert short_address("SB-11").endswith("/k/SB-11/")


@pytest.mark.django_db
def test_every_code_of_a_campaign_has_an_address() -> None:
    row = a_campaign("AK11")
    row.codes.bulk_create([row.codes.model(campaign=row, code="AK11-14", place="Seite 14")])
    assert [(code, place) for code, place, _address in addresses_of(row)] == [
        ("AK11", ""),
        ("AK11-14", "Seite 14"),
    ]
