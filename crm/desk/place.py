"""Where a contact happens: the shared device says it, else the site of the person."""

from dataclasses import dataclass

from django.http import HttpRequest

from contacts.models import Channel
from crm.company.models import Site, User
from crm.company.shared_device import device_of


@dataclass(frozen=True)
class Place:
    """`channel`: what most come by here, the one that is chosen until somebody says otherwise."""

    site_id: int | None
    channel: str


def place_of(request: HttpRequest, user: User) -> Place:
    if device := device_of(request):
        return Place(device.site_id, device.usual_channel)
    if user.site_id is None:
        return Place(None, Channel.SHOP.value)
    brought = getattr(user, "site_channel", None)  # by whoever signed in and was read with it
    return Place(user.site_id, brought or Site.objects.get(pk=user.site_id).default_channel)
