"""Groups of customers: made, renamed and switched off here. A group points to deadlines of its own (cases.policies)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Customer, CustomerGroup
from contacts.models.customer_group import HEAVIEST, LIGHTEST
from crm.company.models import User
from crm.lib.acts import refuse
from crm.lib.history import save_as
from crm.lib.lengths import fitting

NAME_LENGTH = 60


def group_of(customer_id: int) -> int | None:
    """The group of a customer, by id; None for none. One statement."""
    return Customer.objects.filter(pk=customer_id).values_list("group", flat=True).first()


@transaction.atomic
def add_group(*, name: str, by: User, at: datetime) -> CustomerGroup:
    """A new group. Raises Refused without a name, or with one that another group has."""
    group = CustomerGroup(name=_free_name(name))
    save_as(group, by=by, at=at, force_insert=True)
    return group


@transaction.atomic
def change_group(
    group_id: int, *, name: str, active: bool, weight: int | None = None, by: User, at: datetime
) -> CustomerGroup:
    """Rename a group, switch it off or on, or say what a wish of its customers weighs (1 to 10; None as before).

    Customers keep a group that is off; nobody new gets it.

    Raises CustomerGroup.DoesNotExist, Refused as above.
    """
    group = CustomerGroup.objects.select_for_update().get(pk=group_id)
    name = _free_name(name, besides=group_id)
    weight = group.weight if weight is None else weight
    if not LIGHTEST <= weight <= HEAVIEST:
        raise refuse("weight", _("Bitte wählen Sie ein Gewicht von 1 bis 10."))
    if (name, active, weight) != (group.name, group.active, group.weight):
        group.name, group.active, group.weight = name, active, weight
        save_as(group, by=by, at=at)
    return group


def _free_name(name: str, *, besides: int | None = None) -> str:
    name = fitting("name", name, NAME_LENGTH)
    if not name:
        raise refuse("name", _("Bitte geben Sie der Gruppe einen Namen, zum Beispiel „Großhandel“."))
    if CustomerGroup.objects.filter(name__iexact=name).exclude(pk=besides or 0).exists():
        raise refuse("name", _("Eine Gruppe mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen."))
    return name
