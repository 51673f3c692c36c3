"""An authority of one's own: whoever trusts it trusts it for private addresses and names only."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from crm.lib.certificates import (
    Signed,
    as_der,
    fingerprint,
    hosts_of,
    is_private,
    new_authority,
    sign_for,
    valid_until,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTS = ["192.168.1.20", "anklang.lan", "kasse.local"]


@pytest.fixture(scope="module")
def authority() -> Signed:
    return new_authority("Anklang kasse", at=NOW)


def verified(host: x509.DNSName | x509.IPAddress, signed: Signed, authority: Signed, at: datetime) -> bool:
    """By the rules browsers follow (RFC 5280 and the web's profile of it)."""
    store = Store([x509.load_pem_x509_certificate(authority.certificate)])
    verifier = PolicyBuilder().store(store).time(at.replace(tzinfo=None)).build_server_verifier(host)
    try:
        verifier.verify(x509.load_pem_x509_certificate(signed.certificate), [])
    except VerificationError:
        return False
    return True


def test_a_browser_takes_it_for_every_host_until_it_ends(authority: Signed) -> None:
    signed = sign_for(HOSTS, authority, at=NOW)
    assert hosts_of(signed.certificate) == set(HOSTS)
    until = valid_until(signed.certificate)
    assert until - NOW == timedelta(days=396)
    assert verified(x509.DNSName("anklang.lan"), signed, authority, NOW)
    assert not verified(x509.DNSName("other.lan"), signed, authority, NOW)
    assert not verified(x509.DNSName("anklang.lan"), signed, authority, until + timedelta(seconds=1))


def test_another_authority_is_not_believed(authority: Signed) -> None:
    other = new_authority("Anklang kasse", at=NOW)
    signed = sign_for(HOSTS, other, at=NOW)
    assert not verified(x509.DNSName("anklang.lan"), signed, authority, NOW)


@pytest.mark.parametrize("host", ["bank.example", "8.8.8.8", "kasse", "notlocal", "lan", "2001:db8::1"])
def test_nothing_public_is_signed(authority: Signed, host: str) -> None:
    assert not is_private(host)
    with pytest.raises(ValueError, match=host):
        sign_for([*HOSTS, host], authority, at=NOW)


def test_a_tablet_would_refuse_what_a_thief_signs_for_a_public_name(
    authority: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.lib.certificates.is_private", lambda _host: True)
    stolen = sign_for(["bank.example"], authority, at=NOW)
    assert not verified(x509.DNSName("bank.example"), stolen, authority, NOW)


def test_the_fingerprint_is_the_one_tablets_show(authority: Signed) -> None:
    shown = fingerprint(authority.certificate)
    assert len(shown.split()) == 32
    assert ssl.DER_cert_to_PEM_cert(as_der(authority.certificate)).encode() == authority.certificate
