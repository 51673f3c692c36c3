"""Where a customer is found who went up in another: by the old number and the old key, for as long as it stands."""

from contacts.models import Customer, Merge

LONGEST_CHAIN = 100


def standing(customer_id: int) -> int | None:
    """The key under which this customer stands now; None if there is none any more."""
    for _turn in range(LONGEST_CHAIN):
        if Customer.objects.filter(pk=customer_id).exists():
            return customer_id
        gone = Merge.objects.filter(loser_key=customer_id, undone_at=None).order_by("pk").last()
        if gone is None:
            return None
        customer_id = gone.winner_id
    return None


def winner_of(number: int) -> Customer | None:
    """Who has taken in the customer of this number."""
    merge = Merge.objects.filter(loser_number=number, undone_at=None).select_related("winner").first()
    return merge.winner if merge else None
