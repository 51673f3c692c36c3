"""What a rule of good master data is: one condition, said of one customer and of every row, and how it is mended."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, Manager, OuterRef, Q
from django.utils.functional import Promise

from contacts.models import Asked
from contacts.search_index import Findable


class Condition(NamedTuple):
    """The same said twice: of a customer with all their ways, and of every row of Customer."""

    one: Callable[[Findable], bool]
    all: Q


class Fix(Enum):
    """What mends a finding: which fields, or which question with answers to tap."""

    SOURCE = "source"
    REASON = "reason"
    WAYS = "ways"  # a telephone number or an e-mail address
    PHONE = "phone"
    EMAIL = "email"
    NAMES = "names"
    ADDRESS = "address"
    PERSON = "person"  # somebody to speak with
    CONFIRM = "confirm"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`question`, said aloud, mends what is `wrong`; `hint` says why the rule is there.

    weight: how much it counts in the score beside the others. It counts where it `applies`: nobody needs a telephone
    number, but one that is there should work. `wrong` is a part of `applies`. `declinable`: "not known, or would
    rather not say" settles it; `may_be_right`: so does "right as it is". `standard`: in force unless the company says
    otherwise; `lasting`: cannot be switched off, since we promise it.
    """

    code: str
    label: str | Promise
    hint: str | Promise
    question: str | Promise
    weight: int
    fix: Fix
    applies: Condition
    wrong: Condition
    need: str | Promise = ""
    declinable: bool = True
    may_be_right: bool = False
    standard: bool = True
    lasting: bool = False

    @cached_property
    def broken(self) -> Condition:
        """`wrong`, and no word of the customer has settled it."""
        if not (self.declinable or self.may_be_right) or self.fix in (Fix.SOURCE, Fix.REASON):
            return self.wrong
        said = Asked.objects.filter(
            customer=OuterRef("pk"), code=self.code, outcome__in=Asked.SETTLING, ended_at=None
        )
        return Condition(
            lambda of: self.wrong.one(of) and self.code not in of.settled,
            self.wrong.all & Q(~Exists(said)),
        )


ALWAYS = Condition(lambda _of: True, ~Q(pk=None))


def theirs(rows: Manager[Any], condition: Q) -> Q:
    """Customers with one of `rows` for which `condition` holds."""
    return Q(Exists(rows.filter(condition, customer=OuterRef("pk"))))
