"""Where a contact happens: the shared device says it, else the site of the person."""

from dataclasses import dataclass

from django.http import HttpRequest

from contacts.models import Channel
from crm.company.models import User
from crm.company.shared_device import device_of


@dataclass(frozen=True)
class Place:
    """`channel`: what most come by here, the one that is chosen until somebody says otherwise."""

    site_id: int | None
    channel: str


def place_of(request: HttpRequest, user: User) -> Place:
    if device := device_of(request):
        return Place(device.site_id, device.usual_channel)
    return Place(user.site_id, user.site.default_channel if user.site else Channel.SHOP.value)
