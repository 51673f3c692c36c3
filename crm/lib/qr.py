"""An address as a QR code, without an imaging library."""

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
