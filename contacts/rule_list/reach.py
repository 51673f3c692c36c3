"""Whether we can reach somebody, and whether the ways that are there work."""

from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Address, Affiliation, EmailAddress, Kind, PhoneNumber
from contacts.rule import ALWAYS, Condition, Fix, Rule, theirs
from contacts.search_index import Findable

LIVES: Final = ~Q(street="") & ~Q(postal_code="", city="")
"""A letter arrives there."""
THROUGH_A_FIRM: Final = Q(kind=Kind.PERSON) & Q(Exists(Affiliation.objects.filter(person=OuterRef("pk"))))


def lives(address: Address | None) -> bool:
    return address is not None and address.street != "" and (address.postal_code != "" or address.city != "")


NO_WAY: Final = (
    ~theirs(PhoneNumber.objects, Q())
    & ~theirs(EmailAddress.objects, Q())
    & ~theirs(Address.objects, LIVES)
    & ~THROUGH_A_FIRM
)
"""As a condition over customers: nobody can answer them. The counter and the findings mean the same by it."""


def _unreachable(of: Findable) -> bool:
    through_a_firm = of.customer.kind == Kind.PERSON and of.linked
    return not (of.phones or of.emails or through_a_firm or lives(of.address))


RULES: Final = (
    Rule(
        code="unreachable",
        label=_("Nicht erreichbar"),
        hint=_("Ohne Telefon, E-Mail oder Anschrift können wir niemandem antworten."),
        question=_("Wie erreichen wir Sie am besten?"),
        weight=3,
        fix=Fix.WAYS,
        applies=ALWAYS,
        wrong=Condition(_unreachable, NO_WAY),
    ),
    Rule(
        code="phone_doubtful",
        label=_("Telefonnummer zweifelhaft"),
        hint=_("Unter dieser Nummer erreichen wir vermutlich niemanden."),
        question=_("Unter welcher Nummer erreichen wir Sie?"),
        weight=2,
        fix=Fix.PHONE,
        applies=Condition(lambda of: bool(of.phones), theirs(PhoneNumber.objects, Q())),
        wrong=Condition(
            lambda of: any(phone.e164 == "" for phone in of.phones), theirs(PhoneNumber.objects, Q(e164=""))
        ),
    ),
    Rule(
        code="email_doubtful",
        label=_("E-Mail-Adresse zweifelhaft"),
        hint=_("An diese Adresse kommt vermutlich keine Post an."),
        question=_("Wie schreibt sich Ihre E-Mail-Adresse?"),
        weight=2,
        fix=Fix.EMAIL,
        applies=Condition(lambda of: bool(of.emails), theirs(EmailAddress.objects, Q())),
        wrong=Condition(
            lambda of: any(email.normalised == "" for email in of.emails),
            theirs(EmailAddress.objects, Q(normalised="")),
        ),
    ),
)
