"""Legal forms as they are written, and firms that shout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.normalising.firms import firm_doubt, proposed_firm


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("musikhaus lind gmbh", "Musikhaus Lind GmbH"),
        ("MUSIKHAUS LIND GMBH & CO KG", "Musikhaus Lind GmbH & Co. KG"),
        ("Lind GmbH und Co. KG", "Lind GmbH & Co. KG"),
        ("Lind e.k.", "Lind e.K."),
        ("Lind Gmbh", "Lind GmbH"),
        ("Lind ag", "Lind AG"),
        ("verein der freunde", "Verein der Freunde"),
    ],
)
def test_what_is_proposed(typed: str, meant: str) -> None:
    assert proposed_firm(typed) == meant
    assert firm_doubt(typed) == "spelling"


@pytest.mark.parametrize(
    "right",
    [
        "BMW AG",
        "IKEA",
        "SAP SE",
        "Lind Ges.m.b.H.",
        "Lind GmbH & Co. KG",
        "Lind Sàrl",
        "Lind S.à r.l.",
        "Stadtkapelle Lindau e.V.",
        "Stadtkapelle Lindau e. V.",
        "Lind UG (haftungsbeschränkt)",
        "Magag",
        "Geigenbau Vogt",
        "ABC Musik GmbH",
    ],
)
def test_what_is_right_stays(right: str) -> None:
    assert (proposed_firm(right), firm_doubt(right)) == (right, "")


@given(st.text(max_size=60))
def test_any_text_is_read_and_a_proposal_is_final(text: str) -> None:
    firm_doubt(text)
    meant = proposed_firm(text)
    assert proposed_firm(meant) == meant
