"""What a doubtful value may have been meant to be. One tap takes it over; nobody's word is overwritten without it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from contacts.models import Kind, Place
from contacts.normalising.firms import proposed_firm
from contacts.normalising.names import proposed_names
from contacts.normalising.postcodes import proposed_postcode
from contacts.normalising.streets import proposed_street
from contacts.normalising.ways import proposed_email, proposed_phone
from contacts.places import towns_written
from contacts.search_index import Findable
from contacts.tidying import PLACE

MOST: Final = 3


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """`values`: fields of the form that mends the finding; `words`: how it would then read."""

    values: Mapping[str, str]
    words: str


def proposals(of: Findable, code: str) -> list[Proposal]:
    """What to offer for a finding of the rule `code`, the likeliest first. At most one statement."""
    offer = _OFFERS.get(code)
    found = dict.fromkeys(offer(of)) if offer else {}
    return [Proposal(values=dict(values), words=words) for words, values in list(found)[:MOST]]


Offer = tuple[str, tuple[tuple[str, str], ...]]


def _names(of: Findable) -> Iterator[Offer]:
    customer = of.customer
    if customer.kind == Kind.ORGANISATION:
        meant = proposed_firm(customer.organisation)
        if meant != customer.organisation:
            yield meant, (("organisation", meant),)
        return
    names = {name: getattr(customer, name) for name in ("salutation", "title", "first_name", "last_name")}
    changed = proposed_names(names)
    if changed:
        whole = names | changed
        words = " ".join(whole[name] for name in ("title", "first_name", "last_name") if whole[name])
        yield words, tuple(whole.items())


def _phone(of: Findable) -> Iterator[Offer]:
    country = of.address.country if of.address else "DE"
    for phone in of.phones:
        if not phone.e164 and (meant := proposed_phone(phone.raw, country)):
            yield meant, (("phone", meant), ("instead", phone.raw))
            return


def _email(of: Findable) -> Iterator[Offer]:
    for email in of.emails:
        if not email.normalised and (meant := proposed_email(email.raw)):
            yield meant, (("email", meant), ("instead", email.raw))
            return


def _place(of: Findable, **changed: str) -> Offer:
    where = {name: getattr(of.address, name, "") for name in PLACE} | changed
    words = ", ".join(
        part for part in (where["street"], f"{where['postal_code']} {where['city']}".strip()) if part
    )
    return words, tuple(where.items())


def _street(of: Findable) -> Iterator[Offer]:
    if of.address and (meant := proposed_street(of.address.street)) != of.address.street:
        yield _place(of, street=meant)


def _postcode(of: Findable) -> Iterator[Offer]:
    if of.address is None:
        return
    typed, country = of.address.postal_code, of.address.country
    if meant := proposed_postcode(typed, country):
        yield _place(of, postal_code=meant)
    for code in _codes_of_town(of):
        if code.lstrip("0").startswith(typed.strip().lstrip("0")):  # Excel eats the zero in front
            yield _place(of, postal_code=code)


def _town(of: Findable) -> Iterator[Offer]:
    """Another town for the postcode; the other way round the form does it, which lists the towns."""
    if of.address is not None:
        for town in towns_written(of.address.country, of.address.postal_code):
            yield _place(of, city=town)


def _codes_of_town(of: Findable) -> list[str]:
    if of.address is None or not of.address.town_key:
        return []
    rows = Place.objects.filter(country=of.address.country, town_key=of.address.town_key)
    return list(rows.order_by("postal_code").values_list("postal_code", flat=True).distinct()[:200])


_OFFERS: Final[Mapping[str, Callable[[Findable], Iterator[Offer]]]] = {
    "name_spelling": _names,
    "phone_doubtful": _phone,
    "email_doubtful": _email,
    "postcode_doubtful": _postcode,
    "town_doubtful": _town,
    "street_doubtful": _street,
}
