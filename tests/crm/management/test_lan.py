"""The certificates of the data folder, and the page that hands out the authority's."""

import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from crm.lib.certificates import as_der, fingerprint, hosts_of
from crm.management.lan import RENEW, own_hosts, prepare
from crm.management.trust_page import serve_trust_page

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTS = ["192.168.1.20", "kasse.local"]


def test_it_is_made_once_and_anew_when_hosts_change_or_it_runs_out(tmp_path: Path) -> None:
    lan = prepare(tmp_path / "tls", HOSTS, at=NOW)
    authority, first = lan.authority.read_bytes(), lan.certificate.read_bytes()
    assert hosts_of(first) == {*HOSTS, "localhost", "127.0.0.1", "::1"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "tls").iterdir()} == {0o600}

    prepare(tmp_path / "tls", HOSTS, at=NOW + timedelta(days=1))
    assert lan.certificate.read_bytes() == first
    prepare(tmp_path / "tls", [*HOSTS, "192.168.1.21"], at=NOW)
    second = lan.certificate.read_bytes()
    assert second != first
    prepare(tmp_path / "tls", HOSTS, at=NOW + timedelta(days=397) - RENEW)
    assert lan.certificate.read_bytes() not in (first, second)
    assert lan.authority.read_bytes() == authority  # tablets go on trusting


def test_a_public_name_is_refused_and_nothing_is_signed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"crm\.example\.org"):
        prepare(tmp_path / "tls", ["crm.example.org"], at=NOW)
    assert not (tmp_path / "tls/server.pem").exists()


def test_this_machine_is_known_by_private_hosts_only() -> None:
    assert all("." in host or ":" in host for host in own_hosts())
    assert not {"127.0.0.1", "localhost"} & set(own_hosts())


@pytest.fixture
def trust_page(tmp_path: Path) -> Iterator[tuple[int, bytes]]:
    authority = prepare(tmp_path / "tls", HOSTS, at=NOW).authority
    address = "https://192.168.1.20:8000"
    server = serve_trust_page(authority, host="127.0.0.1", port=0, address=address)
    assert server is not None
    yield server.server_address[1], authority.read_bytes()
    server.shutdown()
    server.server_close()


def asked(port: int, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        return response, response.read()


def test_the_page_hands_out_the_certificate_and_leads_on(trust_page: tuple[int, bytes]) -> None:
    port, authority = trust_page
    response, page = asked(port, "/de/")
    assert fingerprint(authority) in page.decode()
    assert 'href="https://192.168.1.20:8000/"' in page.decode()
    assert "Set-Cookie" not in response.headers
    assert "Python" not in str(response.headers)
    response, file = asked(port, "/anklang.crt")
    assert (response.headers["Content-Type"], file) == ("application/x-x509-ca-cert", as_der(authority))
    assert b"Load the certificate" in asked(port, "/en/")[1]


@pytest.mark.parametrize(("languages", "page"), [("en-GB,en;q=0.9", "/en/"), ("de-AT", "/de/"), ("", "/de/")])
def test_anything_else_leads_to_the_page(trust_page: tuple[int, bytes], languages: str, page: str) -> None:
    headers = {"Accept-Language": languages} if languages else {}
    for path in ("/", "/hotspot-detect.html", "/../authority.key", "/konto/login/"):
        response, body = asked(trust_page[0], path, **headers)
        assert (response.status, response.headers["Location"], body) == (302, page, b"")


def test_looking_at_it_without_the_body(trust_page: tuple[int, bytes]) -> None:
    response, body = asked(trust_page[0], "/anklang.crt", "HEAD")
    assert (response.status, body) == (200, b"")
    assert int(response.headers["Content-Length"]) > 300
    assert asked(trust_page[0], "/", "POST")[0].status == 501
