"""The short address of a campaign, /k/CODE/, and its QR code."""

from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse

from contacts.campaigns import addressable
from contacts.models import Campaign

QUIET_ZONE = 4  # modules of white around it, as readers need


def short_address(code: str) -> str:
    """The whole address, as one prints it; "" for a code that cannot stand in one."""
    return f"{settings.PUBLIC_URL}{reverse('short_address', args=[code])}" if addressable(code) else ""


def qr_svg(address: str) -> bytes:
    """The address as a QR code (ISO/IEC 18004, up to 15 % of it may be damaged): an SVG in black on white."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True)
    return drawn.getvalue()


def addresses_of(campaign: Campaign) -> list[tuple[str, str, str]]:
    """Code, where it stands and short address of every code that can be opened. One statement."""
    codes = [(campaign.code, ""), *campaign.codes.values_list("code", "place")]
    return [(code, place, short_address(code)) for code, place in codes if addressable(code)]
