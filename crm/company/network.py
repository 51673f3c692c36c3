"""How tablets reach this installation: its addresses, and the certificate they have to know first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from django.conf import settings

from crm.lib.certificates import fingerprint, valid_until
from crm.lib.qr import qr_in_page

SOON: Final = timedelta(days=30)


@dataclass(frozen=True)
class Network:
    """`address`: where the pages are; `trust_address` and what follows only with an authority of one's own."""

    address: str
    encrypted: bool
    trust_address: str = ""
    fingerprint: str = ""
    until: datetime | None = None
    ends_soon: bool = False

    @property
    def code(self) -> str:
        """What the tablet's camera reads, as a picture in the page."""
        return qr_in_page(self.trust_address or self.address)


def network(now: datetime) -> Network:
    """As this process was started."""
    if not settings.LAN_AUTHORITY:
        return Network(settings.PUBLIC_URL, settings.HTTPS)
    until = valid_until(Path(settings.TLS_CERT).read_bytes())
    return Network(
        settings.PUBLIC_URL,
        encrypted=True,
        trust_address=trust_address(),
        fingerprint=fingerprint(Path(settings.LAN_AUTHORITY).read_bytes()),
        until=until,
        ends_soon=until - now < SOON,
    )


def certificate_warning(now: datetime) -> datetime | None:
    """When the own certificate ends, if that is soon: a start of Anklang makes a new one."""
    found = network(now)
    return found.until if found.ends_soon else None


def trust_address() -> str:
    """Of the page without encryption that hands out the authority's certificate."""
    return f"http://{in_address(settings.LAN_HOSTS[0])}:{settings.LAN_TRUST_PORT}/"


def in_address(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets."""
    try:
        return f"[{host}]" if ip_address(host).version == 6 else host  # noqa: PLR2004
    except ValueError:
        return host
