"""Writes what customers are found by: one line of folded text, and the words for prefixes and sounds.

The line: last name | first name | firm | title | town | postcode | number | phones | e-mails. Forms of one
part are apart by ";". Words of the name stand bare ("maier"), their sound after "=" ("=67"), town and postcode
after "." (".lindau"), the number after "#" ("#20418"), so that each can be asked alone. Whoever is written anew gets
the mark "!" with it, so that the sweep for duplicates finds them without a statement more at the counter.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import CharField, Value

from contacts.models import (
    Address,
    Affiliation,
    Asked,
    Customer,
    EmailAddress,
    PhoneNumber,
    SearchEntry,
    SearchWord,
)
from crm.lib.phones import spellings
from crm.lib.text import fold, fold_signs, sound, words

BETWEEN, OR = "|", ";"
SOUND, PLACE, NUMBER = "=", ".", "#"  # marks before a word that is not written in the name
UNMATCHED = "!"  # no word: whoever has it is new or changed, and is still to be compared with the others
LONGEST_WORD = SearchWord._meta.get_field("word").max_length or 60
BATCH = 500
# Said of half of all firms, so nobody is found by their sound.
UNHEARD = {"ag", "co", "ev", "gbr", "gmbh", "kg", "mbh", "ohg", "ug", "und", "von"}


@dataclass(frozen=True)
class Findable:
    """A customer with everything they can be found by, and what else the rules of master data ask.

    `linked`: a firm somebody speaks for, or a person who speaks for one. `settled`: codes of rules that they answered
    with "not known" or "right as it is".
    """

    customer: Customer
    phones: Sequence[PhoneNumber] = ()
    emails: Sequence[EmailAddress] = ()
    address: Address | None = None
    linked: bool = False
    settled: Collection[str] = frozenset()


def line(of: Findable) -> str:
    """The text of a customer's search entry."""
    customer, address = of.customer, of.address
    town, postcode = (address.city, address.postal_code) if address else ("", "")
    phones = dict.fromkeys(form for phone in of.phones for form in spellings(phone.raw, phone.e164))
    emails = dict.fromkeys(form for email in of.emails for form in (fold_signs(email.raw), email.normalised))
    parts: list[Iterable[str]] = [
        fold(customer.last_name),
        fold(customer.first_name),
        fold(customer.organisation),
        fold(customer.title),
        fold(town),
        fold(postcode),
        [f"k{customer.number}"],
        phones,
        (form.replace(BETWEEN, "").replace(OR, "") for form in emails if form),
    ]
    return BETWEEN.join(OR.join(part) for part in parts)


def index_words(of: Findable) -> set[str]:
    """The rows of SearchWord for a customer."""
    customer, address = of.customer, of.address
    named = words(f"{customer.last_name} {customer.first_name} {customer.organisation}")
    place = words(f"{address.postal_code} {address.city}") if address else ()
    heard = {sound(forms[0]) for forms in named if forms[0] not in UNHEARD} - {""}
    found = {form for forms in named for form in forms}
    found |= {SOUND + code for code in heard}
    found |= {PLACE + form for forms in place for form in forms}
    found |= {f"{NUMBER}{customer.number}", UNMATCHED}
    return {word[:LONGEST_WORD] for word in found}


def write_new(found: Sequence[Findable]) -> None:
    """Index customers that are in no index yet: two statements."""
    SearchEntry.objects.bulk_create([SearchEntry(customer=each.customer, text=line(each)) for each in found])
    SearchWord.objects.bulk_create(_rows(found), batch_size=2000)


def index_customer(customer: Customer) -> Findable:
    """Bring the index up to date after a change of a customer; the customer with everything that was read."""
    return _rewrite([customer])[0]


def reindex() -> int:
    """Rebuild the whole index, in batches; the number of customers indexed."""
    done, last = 0, 0
    while batch := list(Customer.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        _rewrite(batch)
        done, last = done + len(batch), batch[-1].pk
    return done


def _rewrite(customers: Sequence[Customer]) -> list[Findable]:
    found = read_all(customers)
    SearchEntry.objects.bulk_create(
        [SearchEntry(customer=each.customer, text=line(each)) for each in found],
        update_conflicts=True,
        unique_fields=["customer"],
        update_fields=["text"],
    )
    SearchWord.objects.filter(customer__in=customers).delete()
    SearchWord.objects.bulk_create(_rows(found), batch_size=2000)
    return found


def _rows(found: Iterable[Findable]) -> list[SearchWord]:
    return [
        SearchWord(customer=each.customer, word=word) for each in found for word in sorted(index_words(each))
    ]


def read_all(customers: Sequence[Customer]) -> list[Findable]:
    """Each of them with everything: four statements."""
    phones: dict[int, list[PhoneNumber]] = {}
    emails: dict[int, list[EmailAddress]] = {}
    for phone in PhoneNumber.objects.filter(customer__in=customers):
        phones.setdefault(phone.customer_id, []).append(phone)
    for email in EmailAddress.objects.filter(customer__in=customers):
        emails.setdefault(email.customer_id, []).append(email)
    addresses = {address.customer_id: address for address in Address.objects.filter(customer__in=customers)}
    settled, linked = _beside(customers)
    return [
        Findable(
            one,
            phones.get(one.pk, ()),
            emails.get(one.pk, ()),
            addresses.get(one.pk),
            linked=one.pk in linked,
            settled=settled.get(one.pk, frozenset()),
        )
        for one in customers
    ]


def _beside(customers: Sequence[Customer]) -> tuple[dict[int, set[str]], set[int]]:
    """What they settled by their word, and who of them is linked: one statement."""
    settled: dict[int, set[str]] = {}
    linked: set[int] = set()
    said = Asked.objects.filter(customer__in=customers, outcome__in=Asked.SETTLING, ended_at=None).order_by()
    links = Affiliation.objects.order_by()
    code = Value("", output_field=CharField())
    for pk, what in said.values_list("customer_id", "code").union(
        links.filter(person__in=customers).values_list("person_id", code),
        links.filter(organisation__in=customers).values_list("organisation_id", code),
        all=True,
    ):
        if what:
            settled.setdefault(pk, set()).add(what)
        else:
            linked.add(pk)
    return settled, linked
