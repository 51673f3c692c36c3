"""An address as a QR code, without an imaging library."""

from base64 import b64encode
from io import BytesIO
from typing import Final

import segno

QUIET_ZONE: Final = 4  # modules of white around it, as readers need


def qr_svg(address: str) -> bytes:
    """The address as a QR code (ISO/IEC 18004, up to 15 % of it may be damaged): an SVG in black on white."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True)
    return drawn.getvalue()


def qr_in_page(address: str) -> str:
    """The same as the address of a picture that stands in the page itself: nothing of it is asked for again."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(address)).decode()}"
