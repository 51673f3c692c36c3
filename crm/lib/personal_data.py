"""The registry of everything that is known about a customer: what goes into their file, and what erasing does with it.

`customer_ties` says for each relation what a merge does. This says for each table, however far it hangs from the
customer, what is exported and erased. Each app registers its holdings in `AppConfig.ready`, and names the tables that
say nothing about customers; tests/contacts/privacy/test_canary.py fails for a column of text that nobody named.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

TEXTUAL: Final = (models.CharField, models.TextField, models.JSONField, models.FileField)
Words = str | Promise
Values = dict[str, Any]


class Erase(Enum):
    """What becomes of a row when its customer is erased or locked."""

    DELETE = "delete"
    BLANK = "blank"  # the fact stays for the figures, the words go
    KEEP = "keep"  # holds no words of or about the person; `why` says what for


class Word(Enum):
    """Stands in `blank` for a value that only the moment knows."""

    SAID = "said"  # "(gelöscht)" or "(gesperrt)", where there was a text
    OWN = "own"  # a value no other row has


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One table with something about a customer; `code` tells two holdings of one table apart.

    `of`: the ways from a row to the customer, as look-ups; or `find`, for rows that name a customer in other ways.
    `blank`: columns and what they hold afterwards. `stays`: columns of text that hold codes, never words about
    somebody. `kept`: columns of words that stay all the same, and why. `redact`: columns in which only name, numbers
    and addresses of the person are struck out.
    `exported`: it stands in the person's file, without `hidden` columns; otherwise `why` says why not.
    `matter`, `contact`: look-ups to the case or contact a row belongs to, since some cases must be kept. `master`: who
    it was, kept together with what must be kept. `file`: the stored file of a row. `before`: to be done first, at a
    moment. `purpose`: what the company holds it for, for the register of processing.
    """

    model: str
    label: Words
    erase: Erase
    code: str = ""
    of: tuple[str, ...] = ()
    find: Callable[[int], Q] | None = None
    blank: Mapping[str, Any] = field(default_factory=dict)
    stays: frozenset[str] = frozenset()
    kept: Mapping[str, Words] = field(default_factory=dict)
    redact: tuple[str, ...] = ()
    exported: bool = True
    hidden: frozenset[str] = frozenset()
    why: Words = ""
    matter: str = ""
    contact: str = ""
    master: bool = False
    file: Callable[[Values], Path] | None = None
    before: Callable[[int, datetime], object] | None = None
    purpose: Words = ""

    @property
    def table(self) -> type[models.Model]:
        return apps.get_model(self.model)

    @property
    def key(self) -> str:
        return f"{self.model}:{self.code}" if self.code else self.model

    def rows(self, customer_id: int) -> "models.QuerySet[Any]":
        """Every row about this customer, whatever a manager hides."""
        everything = self.table._base_manager  # noqa: SLF001 - documented, and the only one that hides nothing
        if len(self.of) == 1:  # a row leads to one customer: asked by joins, which PostgreSQL puts in order
            return everything.filter(**{self.of[0]: customer_id}).order_by("pk")
        ways = [self.find(customer_id)] if self.find else [Q(**{way: customer_id}) for way in self.of]
        keys = [everything.filter(way).order_by().values("pk") for way in ways]
        # Each way by itself: "by the case or by the contact" in one condition reads every row there is.
        found = keys[0].union(*keys[1:]) if len(keys) > 1 else keys[0]
        return everything.filter(pk__in=found).order_by("pk")


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A case of a customer: what decides whether it must be kept. `ended_at` is None while it is open."""

    pk: int
    number: int
    topic_id: int
    ended_at: datetime | None
    contact_ids: frozenset[int]


_HOLDINGS: dict[str, Holding] = {}
_ELSEWHERE: dict[str, Words] = {}
_MATTERS: list[Callable[[int], list[Matter]]] = []
_BUSY: list[Callable[[], Q]] = []


def hold(given: Iterable[Holding]) -> None:
    """Add the holdings of an app. Raises ValueError for a key that is taken, or what contradicts itself."""
    for holding in given:
        if _HOLDINGS.get(holding.key, holding) != holding:
            raise ValueError(f"{holding.key} is held twice")
        if bool(holding.of) == (holding.find is not None):
            raise ValueError(f"{holding.key}: either `of` or `find`")
        if holding.erase is Erase.KEEP and holding.blank:
            raise ValueError(f"{holding.key}: what is kept is not blanked")
        if (holding.erase is Erase.KEEP or not holding.exported) and not holding.why:
            raise ValueError(f"{holding.key}: say why")
        _HOLDINGS[holding.key] = holding


def say_elsewhere(tables: Mapping[str, Words]) -> None:
    """Tables that say nothing about customers, each with what it is about."""
    _ELSEWHERE.update(tables)


def tell_matters(of: Callable[[int], list[Matter]]) -> None:
    _MATTERS.append(of)


def tell_busy(condition: Callable[[], Q]) -> None:
    """A condition over customers: something of theirs is open, so no rule may erase them."""
    _BUSY.append(condition)


def busy() -> Q:
    told = Q(pk__in=[])
    for condition in _BUSY:
        told |= condition()
    return told


def holdings() -> tuple[Holding, ...]:
    return tuple(_HOLDINGS.values())


def elsewhere() -> Mapping[str, Words]:
    return _ELSEWHERE


def matters_of(customer_id: int) -> list[Matter]:
    return [matter for of in _MATTERS for matter in of(customer_id)]


def columns_of_text(table: type[models.Model]) -> set[str]:
    """Columns that may hold words: text without a list of codes, JSON, names of files."""
    return {
        column.name
        for column in table._meta.local_concrete_fields
        if isinstance(column, TEXTUAL) and not column.choices and not column.is_relation
    }
