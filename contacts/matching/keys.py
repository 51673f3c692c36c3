"""Where to look: two customers are compared only if they have a key in common.

Each key stands for one way in which a duplicate is still alike when the rest was mistyped, left out or has changed.
"""

from collections.abc import Iterator

from contacts.matching.party import FIRM, Party
from crm.lib.text import sound

LONGEST = 80
START = 3


def keys(party: Party) -> frozenset[str]:
    """The keys of a customer, each with a letter for its kind; about ten."""
    return frozenset(key[:LONGEST] for key in _keys(party))


def _keys(party: Party) -> Iterator[str]:
    yield from (f"p{number}" for number in party.phones)
    yield from (f"m{mail}" for mail in party.mails)
    if party.kind == FIRM:
        yield from _of_firm(party)
    else:
        yield from _of_person(party)


def _of_firm(party: Party) -> Iterator[str]:
    names = party.firm.split()
    if not names:
        return
    yield "o" + "".join(names)
    yield "O" + " ".join(sorted(heard(name) for name in names))
    if party.postcode:
        yield f"q{party.postcode}{party.street}{party.house}"
        yield f"Q{party.postcode}{heard(names[0])}"


def _of_person(party: Party) -> Iterator[str]:
    names = [heard(name) for name in (party.surname, party.given) if len(name.replace(" ", "")) > 1]
    if party.surname and party.given:
        yield "n" + "+".join(sorted(names))
    for name in names:
        if party.postcode:
            yield f"z{party.postcode}{name}"
        if party.town:
            yield f"t{heard(party.town)}{name}"
        if party.street and party.house:
            yield f"h{party.house}{party.street[:START]}{name}"
    if party.street and party.house and party.postcode:
        yield f"a{party.postcode}{party.street}{party.house}"
    if party.house and party.town and party.surname:
        yield f"w{party.house}{heard(party.town)}{min(party.surname[0], (party.given or party.surname)[0])}"
    if party.born:
        yield f"b{party.born}"


def heard(name: str) -> str:
    """How all words of a name sound together; the name itself where there is too little to hear."""
    joined = name.replace(" ", "")
    return sound(joined) or joined
