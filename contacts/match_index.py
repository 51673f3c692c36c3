"""What customers are compared by, written beside them, and who else stands in the same places."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Count

from contacts.matching.keys import keys
from contacts.matching.party import Party, party_from, read_party
from contacts.models import Address, Customer, EmailAddress, MatchEntry, MatchKey, PhoneNumber
from contacts.recording import NewCustomer
from contacts.search_index import Findable, read_all
from crm.lib.emails import Email
from crm.lib.phones import Phone

CROWD = 60  # customers with one key; a number or name of so many says nothing about any two of them
ROWS = 2000


def party_of(found: Findable) -> Party:
    """A customer as they are compared."""
    return party_called(found.customer, found.address, phones=found.phones, emails=found.emails)


def party_called(
    called: Customer | NewCustomer,
    lives: Address | NewCustomer | None,
    *,
    phones: Iterable[PhoneNumber | Phone],
    emails: Iterable[EmailAddress | Email],
) -> Party:
    """Somebody who is here, or stands in a list, as they are compared."""
    return read_party(
        kind=called.kind,
        salutation=called.salutation,
        first_name=called.first_name,
        last_name=called.last_name,
        organisation=called.organisation,
        phones=[(phone.raw, phone.e164) for phone in phones],
        emails=[(email.raw, email.normalised) for email in emails],
        street=lives.street if lives else "",
        postal_code=lives.postal_code if lives else "",
        city=lives.city if lives else "",
        country=lives.country if lives else "",
    )


def write_parties(customers: Sequence[Customer]) -> dict[int, Party]:
    """Read customers, and write what they are compared by; eight statements."""
    parties = {found.customer.pk: party_of(found) for found in read_all(customers)}
    MatchEntry.objects.bulk_create(
        [MatchEntry(customer_id=pk, facts=party.facts()) for pk, party in parties.items()],
        update_conflicts=True,
        unique_fields=["customer"],
        update_fields=["facts"],
        batch_size=ROWS,
    )
    MatchKey.objects.filter(customer__in=parties).delete()
    rows = [MatchKey(customer_id=pk, key=key) for pk, party in parties.items() for key in sorted(keys(party))]
    MatchKey.objects.bulk_create(rows, batch_size=ROWS)
    return parties


def neighbours(wanted: Iterable[str]) -> dict[str, list[int]]:
    """Who has each of these keys; a crowd is nobody's neighbourhood. Two statements."""
    asked = list(dict.fromkeys(wanted))
    counted = MatchKey.objects.filter(key__in=asked).values("key").annotate(people=Count("pk"))
    quiet = [key for key, people in counted.order_by().values_list("key", "people") if people <= CROWD]
    found: dict[str, list[int]] = {}
    for key, customer in MatchKey.objects.filter(key__in=quiet).values_list("key", "customer"):
        found.setdefault(key, []).append(customer)
    return found


def parties_of(customers: Collection[int]) -> dict[int, Party]:
    """What was written of these customers; one statement."""
    entries = MatchEntry.objects.filter(customer__in=list(customers))
    return {pk: party_from(facts) for pk, facts in entries.values_list("customer", "facts")}
