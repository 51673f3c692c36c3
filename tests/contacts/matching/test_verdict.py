"""Who is one, who may be, and who only shares a house, a telephone or a name."""

from typing import Any

import pytest

from contacts.matching.keys import keys
from contacts.matching.likeness import Like, like
from contacts.matching.party import Party, party_from, read_party
from contacts.matching.streets import read_street
from contacts.matching.verdict import Band, judge
from contacts.matching.words import reasons, sentence
from crm.lib import phones


def party(first: str, last: str, *, phone: str = "", mail: str = "", **more: Any) -> Party:
    return read_party(
        first_name=first,
        last_name=last,
        phones=[(phone, phones.parse(phone).e164)] if phone else [],
        emails=[(mail, mail)] if mail else [],
        **more,
    )


LINDAU = {"postal_code": "88131", "city": "Lindau"}
HOME = {"street": "Hafengasse 7", **LINDAU}
MAIER = party("Ulrike", "Maier", phone="0176 04069083", **HOME, salutation="ms")


def band(one: Party, other: Party) -> Band:
    """The same either way, and never without a key in common."""
    verdict = judge(one, other)
    assert judge(other, one).score == verdict.score
    if verdict.band is not Band.DIFFERENT:
        assert keys(one) & keys(other)
    return verdict.band


@pytest.mark.parametrize(
    "other",
    [
        party("Ulrike", "Mayer", phone="0176/04069083", **HOME),
        party("Ulrike", "Maier", street="Hafeng. 7", **LINDAU),
        party("Ulrike", "Maier", phone="+49 176 04069083", street="Seestraße 1", **LINDAU),
        party("Maier", "Ulrike", phone="0176 04069083", **HOME),
        party("Ulrike", "Maeir", phone="0176 04069083", **HOME),
    ],
    ids=["sounds alike", "street abbreviated", "moved", "swapped", "mistyped"],
)
def test_the_same_person_is_certain(other: Party) -> None:
    assert band(MAIER, other) is Band.CERTAIN


@pytest.mark.parametrize(
    "other",
    [
        party("U.", "Maier", phone="0176 04069083", **HOME),
        party("Uli", "Maier", mail="u@example.org", **HOME),
        party("Ulrike", "Maier", **LINDAU),
    ],
    ids=["initial", "short form", "town alone"],
)
def test_who_may_be_the_same_is_to_be_checked_at_most(other: Party) -> None:
    assert band(MAIER, other) in (Band.CHECK, Band.DIFFERENT)


@pytest.mark.parametrize("name", ["Stefan", "Leonie", "Beate"])
def test_a_family_is_no_duplicate(name: str) -> None:
    same = {"phone": "0176 04069083", "mail": "familie@example.org", **HOME}
    assert band(party("Ulrike", "Maier", **same), party(name, "Maier", **same)) is Band.DIFFERENT


@pytest.mark.parametrize(
    ("his", "hers"), [("Martin", "Martina"), ("Michael", "Michaela"), ("Mario", "Maria")]
)
def test_a_couple_whose_names_are_alike_is_never_certain(his: str, hers: str) -> None:
    both = {"phone": "0176 04069083", **HOME}
    assert band(party(his, "Maier", **both), party(hers, "Maier", **both)) is not Band.CERTAIN
    told = band(party(his, "Maier", salutation="mr", **both), party(hers, "Maier", salutation="ms", **both))
    assert told is not Band.CERTAIN


def test_colleagues_share_the_number_and_address_of_their_firm() -> None:
    firm = {
        "phone": "08382 90844",
        "mail": "buero@example.org",
        "organisation": "Musikhaus Lind GmbH",
        **HOME,
    }
    assert band(party("Ulrike", "Maier", **firm), party("Jakob", "Sommer", **firm)) is Band.DIFFERENT


def test_a_shared_number_or_a_shared_name_alone_is_nothing() -> None:
    assert band(
        party("Ulrike", "Maier", phone="0711 80497319"), party("Jakob", "Sommer", phone="0711 80497319")
    ) is (Band.DIFFERENT)
    assert band(party("Ulrike", "Maier"), party("Ulrike", "Maier")) is Band.DIFFERENT


def firm(name: str, *, phone: str = "", **more: Any) -> Party:
    return read_party(
        kind="organisation",
        organisation=name,
        phones=[(phone, phones.parse(phone).e164)] if phone else [],
        **more,
    )


def test_firms_are_one_whatever_their_legal_form_is_written_like() -> None:
    one = firm("Musikhaus Müller & Söhne GmbH & Co. KG", phone="0711 80497319", **HOME)
    assert band(one, firm("Musikhaus Mueller und Soehne", phone="0711/80497319", **HOME)) is Band.CERTAIN
    assert band(one, firm("Bäckerei Sommer", phone="0711 80497319", **HOME)) is Band.DIFFERENT
    assert band(
        one, firm("Musikhaus Müller & Söhne", street="Ring 1", postal_code="20095", city="Hamburg")
    ) is (Band.DIFFERENT)  # a branch


def test_a_person_and_a_firm_are_never_one() -> None:
    assert band(MAIER, firm("Maier", phone="0176 04069083", **HOME)) is Band.DIFFERENT


def test_the_reasons_are_said_as_one_would_say_them() -> None:
    verdict = judge(MAIER, party("Ulrike", "Mayer", phone="0176 04069083", mail="u@example.org", **HOME))
    codes = [sign.code for sign in verdict.signs]
    assert sentence(codes) == "Name klingt gleich, gleiche Mobilnummer, gleiche Anschrift"
    moved = judge(
        MAIER,
        party("Ulrike", "Maier", phone="0176 04069083", street="Ring 1", city="Ulm", postal_code="89073"),
    )
    said = reasons([sign.code for sign in moved.signs])
    assert [reason.text for reason in said if reason.against] == ["andere Anschrift"]
    assert sentence([]) == "Von Hand gemeldet"


def test_facts_come_back_as_they_went() -> None:
    assert party_from(MAIER.facts()) == MAIER
    assert party_from(Party().facts()) == Party()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Celler Straße 105 b", "Cellerstr. 105b"),
        ("Sankt-Georgs-Platz 3", "St. Georgs Pl. 3"),
        ("12 Maltby Street", "Maltby Str 12"),
    ],
)
def test_streets_are_compared_by_what_they_mean(one: str, other: str) -> None:
    first, second = read_street(one), read_street(other)
    assert first[1] == second[1]
    assert first[0][:4] == second[0][:4]
    assert like(first[0], second[0]) in (Like.EQUAL, Like.SLIP, Like.SOUND)
