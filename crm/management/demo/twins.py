"""Some customers stand in the stock twice, as they do everywhere: taken in anew by somebody in a hurry.

A family and two colleagues share a telephone, and are no duplicates. One pair was merged, one is known to be two.
"""

from datetime import datetime, timedelta
from typing import Final

from contacts.duplicates import sweep_duplicates, waiting
from contacts.merging import merge_customers
from contacts.models import Customer, DuplicatePair, Kind, Salutation
from contacts.pairs import say_not_same
from contacts.recording import NewCustomer, create_customer
from crm.company.models import User

_MS, _MR = Salutation.MS.value, Salutation.MR.value
LINDAU: Final = {"postal_code": "88131", "city": "Lindau (Bodensee)", "country": "DE"}
BREGENZ: Final = {"postal_code": "6900", "city": "Bregenz", "country": "AT"}

# (days before the end, who): the later one of two is the copy.
TWICE: Final = (
    (26, NewCustomer(salutation=_MS, first_name="Ulrike", last_name="Mayer", phone="0176/04069831",
                     street="Hafeng. 7", **LINDAU)),  # of the cast: Maier
    (90, NewCustomer(salutation=_MR, first_name="Joachim", last_name="Brüggemann", phone="08382 93114",
                     email="j.brueggemann@example.org", street="Schützingerweg 22", **LINDAU)),
    (12, NewCustomer(salutation=_MR, first_name="Joachim", last_name="Brueggemann",
                     email="j.brueggemann@example.org", street="Schützingerweg 22", **LINDAU)),
    (80, NewCustomer(kind=Kind.ORGANISATION.value, organisation="Stadtkapelle Wangen e. V.", phone="07522 91230",
                     street="Lindauer Straße 2", postal_code="88239", city="Wangen im Allgäu", country="DE")),
    (9, NewCustomer(kind=Kind.ORGANISATION.value, organisation="Stadtkapelle Wangen", phone="07522/91230",
                    street="Lindauer Str. 2", postal_code="88239", city="Wangen", country="DE")),
    (70, NewCustomer(salutation=_MS, first_name="Hannelore", last_name="Sutter", phone="+43 5574 61208",
                     street="Kirchstraße 14", **BREGENZ)),
    (20, NewCustomer(salutation=_MS, first_name="H.", last_name="Suter", phone="05574 61208", **BREGENZ)),
)  # fmt: skip
# The same house, the same telephone: a mother, a father, a daughter.
FAMILY: Final = tuple(
    (60, NewCustomer(salutation=salutation, first_name=name, last_name="Wirth", phone="08382 27044",
                     street="Köchlinstraße 5", **LINDAU))
    for name, salutation in (("Beate", _MS), ("Stefan", _MR), ("Leonie", _MS))
)  # fmt: skip
MERGED: Final = (
    (85, NewCustomer(salutation=_MS, first_name="Gisela", last_name="Pfister", phone="08382 50319",
                     email="gisela.pfister@example.com", street="Friedrichshafener Straße 61", **LINDAU)),
    (30, NewCustomer(salutation=_MS, first_name="Gisela", last_name="Pfister", phone="08382 50319",
                     street="Friedrichshafener Str. 61", **LINDAU)),
)  # fmt: skip
APART: Final = (
    (75, NewCustomer(salutation=_MR, first_name="Martin", last_name="Egger", phone="08382 88417",
                     street="Bregenzer Straße 9", **LINDAU)),
    (33, NewCustomer(salutation=_MR, first_name="Martin", last_name="Egger", phone="0176 04069 512",
                     street="Bregenzer Straße 9", **LINDAU)),
)  # fmt: skip


def bring_in_twins(*, by: User, until: datetime) -> None:
    """Everybody is taken in on their day, and compared in the end."""
    for days, new in (*TWICE, *FAMILY):
        _take_in(new, by=by, at=until - timedelta(days=days))
    kept, gone = (_take_in(new, by=by, at=until - timedelta(days=days)) for days, new in MERGED)
    apart = [_take_in(new, by=by, at=until - timedelta(days=days)) for days, new in APART]
    merge_customers(kept.pk, gone.pk, by=by, at=until - timedelta(days=4))
    while waiting(1):
        sweep_duplicates(until)
    pair = DuplicatePair.objects.get(one=apart[0], other=apart[1])
    say_not_same(pair.pk, by=by, at=until - timedelta(days=2))


def _take_in(new: NewCustomer, *, by: User, at: datetime) -> Customer:
    return create_customer(new, by=by, at=at)[0]
