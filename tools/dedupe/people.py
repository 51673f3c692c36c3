"""A made-up stock for measuring: German names as often as they are, families, firms, and known duplicates."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from contacts.recording import NewCustomer

STREETS = (
    "Hauptstraße",
    "Schulstraße",
    "Gartenweg",
    "Bahnhofstraße",
    "Lindenallee",
    "Am Markt",
    "Ringstraße",
)
MISSING = {"phone": 0.25, "email": 0.5, "address": 0.3}
SAME_HOUSE, TWICE, FIRM = 0.10, 0.02, 0.05
MOST_IN_A_HOUSE = 20
LETTERS = "abcdefghijklmnoprstuw"


@dataclass(frozen=True)
class Listed:
    """Somebody to be stored; `of`: the place in the list of whom they are a copy, -1 for nobody."""

    new: NewCustomer
    of: int


class People:
    """The same folder and seed give the same people."""

    def __init__(self, data: Path, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311 - a measurement, no secret
        self.given = _counted(data / "names" / "de_given-name-gender.csv", "given_name")
        self.last = _counted(data / "names" / "de_last-name.csv", "last_name")
        with (data / "plz" / "plz_de_at_ch_li.csv").open(encoding="utf-8", newline="") as rows:
            places = [(row["plz"], row["ort"]) for row in csv.DictReader(rows) if row["land"] == "DE"]
        self.places = self.dice.sample(places, 4000)

    def some(self, count: int) -> Iterator[Listed]:
        before: list[NewCustomer] = []
        for _turn in range(count):
            of, turn = -1, self.dice.random()
            if before and turn < TWICE:
                of = self.dice.randrange(len(before))
                new = self._copied(before[of])
            elif before and turn < TWICE + SAME_HOUSE and before[-1].kind == "person":
                new = replace(before[-1], first_name=self._another(before), email="")
            else:
                new = self._somebody()
            before.append(new)
            yield Listed(new, of)

    def _another(self, before: list[NewCustomer]) -> str:
        """A first name nobody in this house has."""
        taken = {each.first_name for each in before[-MOST_IN_A_HOUSE:]}
        return next(name for name in iter(lambda: self._one(self.given), "") if name not in taken)

    def _somebody(self) -> NewCustomer:
        dice, (postcode, town) = self.dice, self.dice.choice(self.places)
        first, last = self._one(self.given), self._one(self.last)
        there = {name: dice.random() > share for name, share in MISSING.items()}
        firm = dice.random() < FIRM
        return NewCustomer(
            kind="organisation" if firm else "person",
            first_name="" if firm else first,
            last_name="" if firm else last,
            organisation=f"{last} {dice.choice(('GmbH', 'KG', 'OHG'))}" if firm else "",
            phone=f"0{dice.choice((711, 89, 30, 176))} {dice.randrange(10**6, 10**8)}"
            if there["phone"]
            else "",
            email=f"{first}.{last}{dice.randrange(10**6)}@example.org".lower() if there["email"] else "",
            street=f"{dice.choice(STREETS)} {dice.randrange(1, 120)}" if there["address"] else "",
            postal_code=postcode if there["address"] else "",
            city=town if there["address"] else "",
        )

    def _copied(self, of: NewCustomer) -> NewCustomer:
        """Taken in once more by somebody in a hurry: one or two things are otherwise."""
        new = of
        for _slip in range(self.dice.choice((1, 2))):
            slips = (self._mistyped, self._abbreviated, self._without_mail, self._shortened)
            new = self.dice.choice(slips)(new)
        return new

    def _mistyped(self, new: NewCustomer) -> NewCustomer:
        name = new.last_name or new.organisation
        at = self.dice.randrange(len(name))
        typed = name[:at] + self.dice.choice(LETTERS) + name[at + 1 :]
        return replace(new, last_name=typed) if new.last_name else replace(new, organisation=typed)

    def _abbreviated(self, new: NewCustomer) -> NewCustomer:
        return replace(new, street=new.street.replace("straße", "str."))

    def _without_mail(self, new: NewCustomer) -> NewCustomer:
        return replace(new, email="")

    def _shortened(self, new: NewCustomer) -> NewCustomer:
        return replace(new, first_name=f"{new.first_name[:1]}." if new.first_name else "")

    def _one(self, counted: tuple[list[str], list[int]]) -> str:
        return self.dice.choices(counted[0], cum_weights=counted[1])[0]


def _counted(file: Path, column: str) -> tuple[list[str], list[int]]:
    """Names with their counts, added up."""
    names, sums, whole = [], [], 0
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            whole += int(row["count"])
            names.append(row[column])
            sums.append(whole)
    return names, sums
