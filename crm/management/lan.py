"""What this machine is called in its network, and the certificates for it, kept in the data folder."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from crm.lib.certificates import Signed, hosts_of, is_private, new_authority, sign_for, valid_until

RENEW: Final = timedelta(days=180)  # with less left at a start, a new certificate is signed
SOMEWHERE: Final = "192.0.2.1"  # RFC 5737: belongs to nobody; asked only which way a packet would go
HERE: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Lan:
    """`hosts`: how others reach this machine, the best first; the files are PEM."""

    hosts: tuple[str, ...]
    authority: Path
    certificate: Path
    key: Path


def own_hosts() -> list[str]:
    """The address others see, then the name: an iPad opens addresses everywhere and `.local` names mostly."""
    name = socket.gethostname().split(".")[0].lower()
    addresses = {_address_outwards(), *_addresses_of(name)}
    private = sorted(each for each in addresses if each and is_private(each) and not _only_here(each))
    return [*private, f"{name}.local"] if name and name != "localhost" else private


def prepare(folder: Path, hosts: list[str], *, at: datetime) -> Lan:
    """Make what is missing: the authority once, the server's certificate anew when hosts change or it runs out.

    Raises ValueError for a host that is not private.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = _authority(folder, at)
    lan = Lan(tuple(hosts), folder / "authority.pem", folder / "server.pem", folder / "server.key")
    wanted = [*hosts, *HERE]
    if not _serves(lan, wanted, at):
        signed = sign_for(wanted, authority, at=at)
        _write(lan.key, signed.key)
        _write(lan.certificate, signed.certificate)
    return lan


def _authority(folder: Path, at: datetime) -> Signed:
    key, certificate = folder / "authority.key", folder / "authority.pem"
    if not (key.exists() and certificate.exists()):
        signed = new_authority(f"Anklang {socket.gethostname()}", at=at)
        _write(key, signed.key)
        _write(certificate, signed.certificate)
    return Signed(key.read_bytes(), certificate.read_bytes())


def _serves(lan: Lan, hosts: list[str], at: datetime) -> bool:
    if not (lan.key.exists() and lan.certificate.exists()):
        return False
    pem = lan.certificate.read_bytes()
    return set(hosts) <= hosts_of(pem) and valid_until(pem) - at > RENEW


def _write(path: Path, content: bytes) -> None:
    """Readable by nobody else from the first moment; whole or not at all."""
    half = path.with_suffix(".new")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    half.replace(path)


def _address_outwards() -> str:
    """No packet is sent: a UDP socket only looks the way up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((SOMEWHERE, 9))
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
        return address


def _addresses_of(name: str) -> set[str]:
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(name, None, socket.AF_INET)}
    except OSError:
        return set()


def _only_here(address: str) -> bool:
    return ip_address(address).is_loopback
