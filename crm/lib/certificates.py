"""Certificates of an installation in a company's own network: one authority of its own, and what it signs.

Whoever trusts this authority must not have to trust more than Anklang: it may sign only for private addresses and for
names that exist in no public network (RFC 5280, name constraints). A server's certificate lasts 397 days; Apple takes
none above 825 (support.apple.com/103769).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LASTS: Final = timedelta(days=10 * 365)
LASTS: Final = timedelta(days=397)
CLOCKS_DIFFER: Final = timedelta(days=1)  # a tablet may be behind
PRIVATE_NETWORKS: Final = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
)
PRIVATE_NAMES: Final = ("local", "localhost", "lan", "home.arpa", "internal", "fritz.box", "speedport.ip")


@dataclass(frozen=True)
class Signed:
    """A private key and its certificate, both as PEM."""

    key: bytes
    certificate: bytes


def is_private(host: str) -> bool:
    """A name or address that the own authority may sign for."""
    try:
        address = ip_address(host)
    except ValueError:
        name = host.lower().rstrip(".")
        return name == "localhost" or any(name.endswith(f".{end}") for end in PRIVATE_NAMES)
    return any(address in ip_network(network) for network in PRIVATE_NETWORKS)


def new_authority(name: str, *, at: datetime) -> Signed:
    """An authority for private addresses and private names, called `name` in the settings of a tablet."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name)
    permitted = [x509.DNSName(each) for each in PRIVATE_NAMES]
    networks = [x509.IPAddress(ip_network(each)) for each in PRIVATE_NETWORKS]
    certificate = (
        _dated(at, AUTHORITY_LASTS)
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_use(sign=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.NameConstraints([*permitted, *networks], None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Signed(_key_pem(key), certificate.public_bytes(serialization.Encoding.PEM))


def sign_for(hosts: Sequence[str], authority: Signed, *, at: datetime) -> Signed:
    """A server's certificate for these names and addresses. Raises ValueError for one that is not private."""
    public = [host for host in hosts if not is_private(host)]
    if public:
        raise ValueError(", ".join(public))
    above = x509.load_pem_x509_certificate(authority.certificate)
    signing = serialization.load_pem_private_key(authority.key, None)
    assert isinstance(signing, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _dated(at, LASTS)
        .subject_name(_name(hosts[0]))
        .issuer_name(above.subject)
        .public_key(key.public_key())
        .add_extension(x509.SubjectAlternativeName([_general(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_use(sign=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_of_authority(signing), critical=False)
        .sign(signing, hashes.SHA256())
    )
    return Signed(_key_pem(key), certificate.public_bytes(serialization.Encoding.PEM))


def valid_until(certificate: bytes) -> datetime:
    return x509.load_pem_x509_certificate(certificate).not_valid_after_utc


def hosts_of(certificate: bytes) -> set[str]:
    """The names and addresses a server's certificate is for."""
    names = x509.load_pem_x509_certificate(certificate).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    return {str(each.value) for each in names.value}


def fingerprint(certificate: bytes) -> str:
    """SHA-256, in groups of two as the settings of iPads and Android tablets show it."""
    digest = x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(digest[place : place + 2] for place in range(0, len(digest), 2))


def as_der(certificate: bytes) -> bytes:
    """The form that both iPads and Android tablets take in."""
    return x509.load_pem_x509_certificate(certificate).public_bytes(serialization.Encoding.DER)


def _dated(at: datetime, lasts: timedelta) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - CLOCKS_DIFFER)
        .not_valid_after(at - CLOCKS_DIFFER + lasts)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:64])])


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _of_authority(key: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _use(*, sign: bool) -> x509.KeyUsage:
    """A server signs its side of a connection, an authority signs certificates; neither does the other's work."""
    return x509.KeyUsage(
        digital_signature=sign,
        key_cert_sign=not sign,
        crl_sign=not sign,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
