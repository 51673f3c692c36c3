"""Whether anything is left of those who were erased: the registry says what goes, and here it is looked for.

Tables that lead to a customer by columns are looked through for everybody who was ever erased, in one statement each.
What names a customer in other ways is looked for person by person: all of the last month, and of the others each
night a thirtieth, so that everybody comes round once in a month.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Q

from contacts.models import Customer, ErasureLog, Standing
from contacts.privacy.stored_words import erased
from crm.lib.personal_data import Erase, Holding, Word, holdings

ROUND: Final = 30
"""Days in which everybody comes round."""
HISTORY: Final = "history_date"


def erased_customers() -> set[int]:
    return set(Customer.everybody.filter(standing=Standing.ERASED).values_list("pk", flat=True))


def leftovers(*, now: datetime) -> set[int]:
    """The erased customers of whom something stands where the registry says that it goes."""
    gone = Customer.everybody.filter(standing=Standing.ERASED)
    found = set[int]()
    for holding in holdings():
        if (left := still_told(holding)) is None or holding.find is not None:
            continue
        rows = holding.table._base_manager.filter(left)  # noqa: SLF001 - the only one that hides nothing
        for way in holding.of:
            about = rows.filter(**{f"{way}__in": gone.values("pk")}).order_by()
            found.update(about.values_list(way, flat=True).distinct())
    return found | set(_named_otherwise(now))


def still_told(holding: Holding) -> Q | None:
    """As a condition over rows: what the registry says goes is still there. None where everything may stay."""
    if holding.erase is Erase.KEEP:
        return None
    if holding.erase is Erase.DELETE:
        return Q()
    told, word = Q(), erased()
    for name, value in holding.blank.items():
        if value is Word.SAID:
            told |= ~Q(**{f"{name}__in": ("", word)}) & Q(**{f"{name}__isnull": False})
        elif value is Word.OWN:
            told |= ~Q(**{f"{name}__startswith": word})
        elif value is None:
            told |= Q(**{f"{name}__isnull": False})
        else:
            told |= ~Q(**{name: value})
    return told or None


def _named_otherwise(now: datetime) -> Iterator[int]:
    asked = [
        (holding, left)
        for holding in holdings()
        if holding.find and (left := still_told(holding)) is not None
    ]
    for customer, at in _whose_turn(now):
        for holding, left in asked:
            rows = holding.rows(customer).filter(left)
            if HISTORY in (column.name for column in holding.table._meta.local_concrete_fields):
                rows = rows.filter(**{f"{HISTORY}__lt": at})  # the erasure has an entry of its own
            if rows.exists():
                yield customer
                break


def _whose_turn(now: datetime) -> list[tuple[int, datetime]]:
    """Keys with the moment they were last erased."""
    last = ErasureLog.objects.order_by("customer_key").values_list("customer_key").annotate(last=Max("at"))
    turn = now.toordinal() % ROUND
    still = erased_customers()
    return [
        (key, at)
        for key, at in last
        if key in still and (now - at <= timedelta(days=ROUND) or key % ROUND == turn)
    ]
