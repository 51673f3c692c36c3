"""Reads the labelled lists of ../shared/data/dedup: who is in them, and which pairs are one."""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contacts.matching.party import Party, read_party
from crm.lib import emails, phones

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
SALUTATIONS = {"Frau": "ms", "Herr": "mr"}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Labelled:
    """`parties` by their id in the list; `pairs` of ids in order, every pair within a cluster."""

    name: str
    parties: dict[str, Party]
    pairs: frozenset[Pair]

    def half(self, number: int) -> "Labelled":
        """One of two halves: whole clusters fall to either by a hash of their first id."""
        first = self._clusters()
        mine = {pk for pk in self.parties if _half_of(first.get(pk, pk)) == number}
        pairs = frozenset(pair for pair in self.pairs if pair[0] in mine)
        return Labelled(self.name, {pk: one for pk, one in self.parties.items() if pk in mine}, pairs)

    def _clusters(self) -> dict[str, str]:
        first: dict[str, str] = {}
        for one, other in sorted(self.pairs):
            first[other] = min(first.get(other, one), first.get(one, one))
        return first


def _half_of(pk: str) -> int:
    return hashlib.sha256(pk.encode()).digest()[0] % 2


def in_order(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def german(folder: Path = DATA / "dedup" / "german_open") -> Labelled:
    with (folder / "customers.csv").open(encoding="utf-8", newline="") as rows:
        parties = {row["id"]: _german(row) for row in csv.DictReader(rows, delimiter=";")}
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as rows:
        pairs = frozenset(in_order(row["id_a"], row["id_b"]) for row in csv.DictReader(rows))
    return Labelled("german_open", parties, pairs)


def _german(row: dict[str, str]) -> Party:
    day, _, rest = row["geburtsdatum"].partition(".")
    month, _, year = rest.partition(".")
    return read_party(
        salutation=SALUTATIONS.get(row["anrede"], ""),
        first_name=row["vorname"],
        last_name=row["nachname"],
        phones=[(row["telefon"], phones.parse(row["telefon"]).e164)] if row["telefon"] else [],
        emails=[(row["email"], emails.parse(row["email"]).normalised)] if row["email"] else [],
        street=row["strasse"],
        house=row["hausnummer"] or "",
        postal_code=row["plz"],
        city=row["ort"],
        country="DE",
        born=f"{year}{month}{day}",
    )


def febrl(file: Path = DATA / "dedup" / "febrl1.csv") -> Labelled:
    """Without the social security number, which no customer would tell."""
    with file.open(encoding="utf-8", newline="") as rows:
        read = list(csv.DictReader(rows, skipinitialspace=True))
    parties = {row["rec_id"]: _febrl(row) for row in read}
    entities: dict[str, list[str]] = {}
    for row in read:
        entities.setdefault(row["rec_id"].split("-")[1], []).append(row["rec_id"])
    return Labelled("febrl1", parties, frozenset(in_order(*both) for both in _twos(entities.values())))


def _febrl(row: dict[str, str]) -> Party:
    return read_party(
        first_name=row["given_name"],
        last_name=row["surname"],
        street=row["address_1"],
        house=row["street_number"],
        postal_code=row["postcode"],
        city=row["suburb"],
        country="AU",
        born=row["date_of_birth"],
    )


def _twos(groups: Iterable[list[str]]) -> Iterable[Pair]:
    for group in groups:
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                yield one, other
