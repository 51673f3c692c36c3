"""The rules of good master data. Each is declared once, for one customer at hand and for all in the database."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Case, Exists, IntegerField, Manager, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.models import Address, Customer, EmailAddress, PhoneNumber
from contacts.search_index import Findable
from crm.lib import postcodes

UNREACHABLE: Final = "unreachable"
SOURCE_MISSING, REASON_MISSING = "source_missing", "reason_missing"
PHONE_DOUBTFUL, EMAIL_DOUBTFUL, POSTCODE_DOUBTFUL = "phone_doubtful", "email_doubtful", "postcode_doubtful"


class Condition(NamedTuple):
    """The same said twice: of a customer with all their ways, and of every row of Customer."""

    one: Callable[[Findable], bool]
    all: Q


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`question`, said aloud, mends what is `broken`. `weight`: how much it counts in the score beside the others.

    A rule counts where it `applies`: nobody needs a telephone number, but one that is there should work.
    """

    code: str
    label: str | Promise
    question: str | Promise
    weight: int
    applies: Condition
    broken: Condition


def _with(rows: Manager[Any], condition: Q) -> Q:
    return Q(Exists(rows.filter(condition, customer=OuterRef("pk"))))


def _lives(address: Address | None) -> bool:
    """Whether a letter arrives there."""
    return address is not None and address.street != "" and (address.postal_code != "" or address.city != "")


def _fits() -> Q:
    # The form that most customers' postcodes have is looked at first.
    forms = sorted(postcodes.forms().items(), key=lambda form: "DE" not in form[1])
    own = Case(*(When(country__in=places, then=Value(form)) for form, places in forms), default=Value(""))
    return Q(postal_code__iregex=own)


LIVES: Final = ~Q(street="") & ~Q(postal_code="", city="")
ALWAYS: Final = Condition(lambda _of: True, ~Q(pk=None))

_RULES: Final = (
    Rule(
        code=UNREACHABLE,
        label=_("Nicht erreichbar"),
        question=_("Wie erreichen wir Sie am besten?"),
        weight=3,
        applies=ALWAYS,
        broken=Condition(
            lambda of: not (of.phones or of.emails or _lives(of.address)),
            ~_with(PhoneNumber.objects, Q())
            & ~_with(EmailAddress.objects, Q())
            & ~_with(Address.objects, LIVES),
        ),
    ),
    Rule(
        code=SOURCE_MISSING,
        label=_("Herkunft fehlt"),
        question=_("Wie sind Sie auf uns gekommen?"),
        weight=2,
        applies=ALWAYS,
        broken=Condition(
            lambda of: of.customer.source_id is None and of.customer.source_asked_at is None,
            Q(source=None, source_asked_at=None),
        ),
    ),
    Rule(
        code=REASON_MISSING,
        label=_("Anlass fehlt"),
        question=_("Was hat Sie zuerst zu uns geführt?"),
        weight=2,
        applies=ALWAYS,
        broken=Condition(
            lambda of: (
                of.customer.reason_id is None
                and of.customer.reason_text == ""
                and of.customer.reason_asked_at is None
            ),
            Q(reason=None, reason_text="", reason_asked_at=None),
        ),
    ),
    Rule(
        code=PHONE_DOUBTFUL,
        label=_("Telefonnummer zweifelhaft"),
        question=_("Unter welcher Nummer erreichen wir Sie?"),
        weight=2,
        applies=Condition(lambda of: bool(of.phones), _with(PhoneNumber.objects, Q())),
        broken=Condition(
            lambda of: any(phone.e164 == "" for phone in of.phones), _with(PhoneNumber.objects, Q(e164=""))
        ),
    ),
    Rule(
        code=EMAIL_DOUBTFUL,
        label=_("E-Mail-Adresse zweifelhaft"),
        question=_("Wie schreibt sich Ihre E-Mail-Adresse?"),
        weight=2,
        applies=Condition(lambda of: bool(of.emails), _with(EmailAddress.objects, Q())),
        broken=Condition(
            lambda of: any(email.normalised == "" for email in of.emails),
            _with(EmailAddress.objects, Q(normalised="")),
        ),
    ),
    Rule(
        code=POSTCODE_DOUBTFUL,
        label=_("Postleitzahl zweifelhaft"),
        question=_("Wie lautet Ihre Postleitzahl?"),
        weight=1,
        applies=Condition(
            lambda of: of.address is not None and of.address.postal_code != "",
            _with(Address.objects, ~Q(postal_code="")),
        ),
        broken=Condition(
            lambda of: (
                of.address is not None and not postcodes.fits(of.address.postal_code, of.address.country)
            ),
            _with(Address.objects, ~_fits()),
        ),
    ),
)
RULES: Final = {rule.code: rule for rule in _RULES}


def broken_by(of: Findable) -> list[str]:
    """The codes of the rules this customer breaks, the heaviest first. No statement."""
    return [code for code, rule in RULES.items() if rule.broken.one(of)]


def applying_to(of: Findable) -> list[str]:
    """The codes of the rules that count for this customer. No statement."""
    return [code for code, rule in RULES.items() if rule.applies.one(of)]


def score(*, applying: Collection[str], broken: Collection[str]) -> float:
    """The share of the weight that is fulfilled, 0 to 1. `broken` is a part of `applying`."""
    weights = {code: rule.weight for code, rule in RULES.items() if code in applying}
    kept = sum(weight for code, weight in weights.items() if code not in broken)
    return kept / sum(weights.values()) if weights else 1.0


def weighed(customers: QuerySet[Customer, Customer]) -> QuerySet[Any, Any]:
    """`customers` with `weight_kept` of `weight_whole`, the two halves of their score, by the rules themselves."""
    return customers.annotate(
        weight_whole=_sum(lambda rule: rule.applies.all),
        weight_kept=_sum(lambda rule: rule.applies.all & ~rule.broken.all),
    )


def _sum(condition: Callable[[Rule], Q]) -> Combinable:
    whole: Combinable = Value(0)
    for rule in RULES.values():
        whole += Case(
            When(condition(rule), then=Value(rule.weight)), default=Value(0), output_field=IntegerField()
        )
    return whole
