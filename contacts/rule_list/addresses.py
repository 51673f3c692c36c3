"""Addresses: whole where they are needed, and otherwise only free of contradictions. Nobody is asked without need."""

from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from contacts.models import Address, Place
from contacts.normalising.names import SPELLING
from contacts.normalising.streets import NUMBER
from contacts.places import towns_of
from contacts.rule import Condition, Fix, Rule, theirs
from contacts.search_index import Findable
from crm.lib import postcodes

NEEDED: Final = ~Q(address_need="")
_NEED: Final = _("nur wo eine Lieferung, Rechnung oder ein Brief ansteht")


def _needs(of: Findable) -> bool:
    return of.customer.address_need != ""


def _whole(address: Address | None) -> bool:
    return address is not None and all((address.street, address.postal_code, address.city))


def _fits() -> Q:
    # The form that most customers' postcodes have is looked at first.
    forms = sorted(postcodes.forms().items(), key=lambda form: "DE" not in form[1])
    own = Case(*(When(country__in=places, then=Value(form)) for form, places in forms), default=Value(""))
    return Q(postal_code__iregex=own)


def _towns(of: Findable) -> bool:
    """Whether the table knows the postcode, and there is a town to compare."""
    where = of.address
    return where is not None and where.town_key != "" and bool(towns_of(where.country, where.postal_code))


def _elsewhere(of: Findable) -> bool:
    where = of.address
    return (
        where is not None and _towns(of) and where.town_key not in towns_of(where.country, where.postal_code)
    )


def _doubtful_street(of: Findable) -> bool:
    doubt = of.address.street_doubt if of.address is not None else ""
    return doubt == SPELLING or (doubt == NUMBER and _needs(of))


_SAME_CODE: Final = Place.objects.filter(country=OuterRef("country"), postal_code=OuterRef("postal_code"))
_COMPARED: Final = ~Q(town_key="") & Q(Exists(_SAME_CODE))

RULES: Final = (
    Rule(
        code="address_missing",
        label=_("Anschrift unvollständig"),
        hint=_("Wir sollen etwas schicken und wissen nicht wohin."),
        question=_("Wohin dürfen wir es schicken?"),
        weight=2,
        fix=Fix.ADDRESS,
        need=_NEED,
        applies=Condition(_needs, NEEDED),
        wrong=Condition(
            lambda of: _needs(of) and not _whole(of.address),
            NEEDED & ~theirs(Address.objects, ~Q(street="") & ~Q(postal_code="") & ~Q(city="")),
        ),
    ),
    Rule(
        code="postcode_doubtful",
        label=_("Postleitzahl zweifelhaft"),
        hint=_("So sehen Postleitzahlen in diesem Land nicht aus."),
        question=_("Wie lautet Ihre Postleitzahl?"),
        weight=1,
        fix=Fix.ADDRESS,
        may_be_right=True,
        applies=Condition(
            lambda of: of.address is not None and of.address.postal_code != "",
            theirs(Address.objects, ~Q(postal_code="")),
        ),
        wrong=Condition(
            lambda of: (
                of.address is not None and not postcodes.fits(of.address.postal_code, of.address.country)
            ),
            theirs(Address.objects, ~_fits()),
        ),
    ),
    Rule(
        code="town_doubtful",
        label=_("Ort passt nicht zur Postleitzahl"),
        hint=_("Eins von beiden ist falsch; die Post kommt dann spät oder gar nicht an."),
        question=_("Wie heißen Ihr Ort und Ihre Postleitzahl?"),
        weight=1,
        fix=Fix.ADDRESS,
        need=_("nur für Länder, deren Orte geladen sind"),
        may_be_right=True,
        applies=Condition(_towns, theirs(Address.objects, _COMPARED)),
        wrong=Condition(
            _elsewhere,
            theirs(
                Address.objects,
                _COMPARED & ~Q(Exists(_SAME_CODE.filter(town_key=OuterRef("town_key")))),
            ),
        ),
    ),
    Rule(
        code="street_doubtful",
        label=_("Straße zweifelhaft"),
        hint=_("Die Hausnummer fehlt, wo wir etwas schicken, oder die Schreibweise ist auffällig."),
        question=_("Wie heißen Ihre Straße und Hausnummer?"),
        weight=1,
        fix=Fix.ADDRESS,
        may_be_right=True,
        applies=Condition(
            lambda of: of.address is not None and of.address.street != "",
            theirs(Address.objects, ~Q(street="")),
        ),
        wrong=Condition(
            _doubtful_street,
            theirs(Address.objects, ~Q(street="") & Q(street_doubt=SPELLING))
            | NEEDED & theirs(Address.objects, ~Q(street="") & Q(street_doubt=NUMBER)),
        ),
    ),
)
