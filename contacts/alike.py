"""Who looks like somebody who is being typed in: the same comparison as in the stock, in one statement."""

from dataclasses import asdict
from typing import NamedTuple

from contacts.matching.keys import keys
from contacts.matching.party import Party, party_from, read_party
from contacts.matching.verdict import Band, judge
from contacts.matching.words import sentence
from contacts.models import Customer, Kind, MatchEntry, MatchKey
from contacts.recording import NewCustomer
from crm.company.company_facts import home_country
from crm.lib import emails, phones

MOST = 200  # stand near; whoever is one of more is found by telephone or e-mail
NAMED = ("salutation", "first_name", "last_name", "organisation", "street", "postal_code", "city")


class Alike(NamedTuple):
    """`why`: in words; `certain`: no need to look closer."""

    customer: Customer
    why: str
    certain: bool


def alike(typed: NewCustomer, *, limit: int) -> list[Alike]:
    """The customers this may be, the most alike first."""
    party = _party(typed)
    wanted = keys(party)
    if not wanted:
        return []
    near = MatchKey.objects.filter(key__in=wanted).order_by("customer").values("customer")[:MOST]
    found = []
    for entry in MatchEntry.objects.filter(customer__in=near).select_related("customer__address"):
        verdict = judge(party, party_from(entry.facts))
        if verdict.band is not Band.DIFFERENT:
            codes = [sign.code for sign in verdict.signs]
            certain = verdict.band is Band.CERTAIN
            found.append((verdict.score, Alike(entry.customer, sentence(codes), certain)))
    found.sort(key=lambda each: (-each[0], each[1].customer.pk))
    return [each for _score, each in found[:limit]]


def _party(typed: NewCustomer) -> Party:
    said = asdict(typed)
    country = typed.country or home_country()
    only_a_firm = typed.organisation and not (typed.first_name or typed.last_name)
    return read_party(
        kind=Kind.ORGANISATION.value if only_a_firm else typed.kind,
        phones=[(typed.phone, phones.parse(typed.phone, country).e164)] if typed.phone else [],
        emails=[(typed.email, emails.parse(typed.email).normalised)] if typed.email else [],
        country=country,
        **{name: said[name] for name in NAMED},
    )
