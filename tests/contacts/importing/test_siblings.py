"""Who stands twice in one list is marked before anything is read in, and made once."""

import pytest

from contacts.importing import judging, keeping
from contacts.models import Customer, ImportMark
from tests.factories.imports import kept, read_in, told

pytestmark = pytest.mark.django_db

HEADING = "Vorname;Nachname;Firma;Telefon;E-Mail;PLZ;Ort\n"
ULRIKE = "Ulrike;Maier;;0711 80497319;u.maier@web.de;88131;Lindau\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("U.;Maier;;;U.Maier@web.de;;\n", "gleiche E-Mail-Adresse und gleicher Name."),
        ("ULRIKE;Maier;;+49 711 80497319;;;\n", "gleiche Telefonnummer und gleicher Name."),
        ("Ulrike;Maier;;;;88131;Lindau\n", "gleicher Name und gleiche Postleitzahl."),
    ],
)
@pytest.mark.parametrize("portion", [500, 1])
def test_the_same_person_once_more(
    line: str, says: str, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (judging, keeping):
        monkeypatch.setattr(module, "ROWS_A_PORTION", portion)
    found = kept(HEADING + ULRIKE + line)
    assert (found.new, found.doubles) == (1, 1)
    assert told(found) == [(3, f"Vielleicht schon in Zeile 2: {says}")]
    assert not ImportMark.objects.exists()


def test_it_is_made_once_unless_somebody_wants_both() -> None:
    text = HEADING + ULRIKE + "Ulrike;Maier;;0711 80497319;;;\n"
    assert read_in(text).made == 1
    Customer.objects.all().delete()
    assert read_in(text + " ", doubles_too=True).made == 2


@pytest.mark.parametrize(
    "line",
    [
        "Jan;Maier;;0711 80497319;;88131;Lindau\n",
        ";;Maier;0711 80497319;;88131;Lindau\n",
        "Ulrike;Groß;;0711 80497319;u.maier@web.de;88131;Lindau\n",
        "Ulrike;Maier;;;;10115;Berlin\n",
    ],
)
def test_a_family_or_a_firm_with_one_number_is_not_one(line: str) -> None:
    assert kept(HEADING + ULRIKE + line).doubles == 0


def test_a_row_like_another_that_says_the_same_again_is_still_known() -> None:
    found = kept(HEADING + ULRIKE + "Ulrike;Maier;;0711 80497319;;;\n" * 2)
    assert told(found) == [
        (3, "Vielleicht schon in Zeile 2: gleiche Telefonnummer und gleicher Name."),
        (4, "Genau so schon in Zeile 3."),
    ]
