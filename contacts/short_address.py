"""The short address of a campaign, /k/CODE/."""

from django.conf import settings
from django.urls import reverse

from contacts.campaigns import addressable
from contacts.models import Campaign


def short_address(code: str) -> str:
    """The whole address, as one prints it; "" for a code that cannot stand in one."""
    return f"{settings.PUBLIC_URL}{reverse('short_address', args=[code])}" if addressable(code) else ""


def addresses_of(campaign: Campaign) -> list[tuple[str, str, str]]:
    """Code, where it stands and short address of every code that can be opened. One statement."""
    codes = [(campaign.code, ""), *campaign.codes.values_list("code", "place")]
    return [(code, place, short_address(code)) for code, place in codes if addressable(code)]
