"""A small page without encryption, for tablets that do not know this installation's authority yet.

It hands out the authority's certificate, says how to trust it, and leads on to the encrypted pages. Nothing else is
here: no sign-in, no customer, no cookie. What it shows is made once, at the start.
"""

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from crm.lib.bundles import stylesheet
from crm.lib.certificates import as_der, fingerprint

PATIENCE = 10  # seconds for a request
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:; style-src 'self'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
CERTIFICATE = "/anklang.crt"


def contents(authority: bytes, address: str) -> dict[str, tuple[str, bytes]]:
    """Every path with its kind and its bytes; the page in each language."""
    files = {
        CERTIFICATE: ("application/x-x509-ca-cert", as_der(authority)),
        "/trust.css": ("text/css; charset=utf-8", stylesheet().encode()),
    }
    for language, _label in settings.LANGUAGES:
        with override(language):
            words = {"address": address, "fingerprint": fingerprint(authority), "certificate": CERTIFICATE}
            other = "/en/" if language == "de" else "/de/"
            page = render_to_string("lan/trust.html", words | {"language": language, "other": other})
        files[f"/{language}/"] = ("text/html; charset=utf-8", page.encode())
    return files


def serve_trust_page(authority: Path, *, host: str, port: int, address: str) -> ThreadingHTTPServer | None:
    """Serve it from a thread; None if another process of this installation does so already."""
    files = contents(authority.read_bytes(), address)
    try:
        server = ThreadingHTTPServer((host, port), _handler(files))
    except OSError:
        return None
    server.daemon_threads = True
    Thread(target=server.serve_forever, name="trust-page", daemon=True).start()
    return server


def _handler(files: Mapping[str, tuple[str, bytes]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE
        server_version, sys_version = "Anklang", ""

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the library's name)
            """Who opened it is nobody's business."""

        def _answer(self, *, with_body: bool) -> None:
            path = self.path.partition("?")[0]
            found = files.get(path)
            if found is None:
                self.send_response(302)
                self.send_header("Location", _page_for(self.headers.get("Accept-Language", "")))
                kind, body = "text/plain", b""
            else:
                kind, body = found
                self.send_response(200)
            for name, value in HEADERS.items():
                self.send_header(name, value)
            if path == CERTIFICATE:
                self.send_header("Content-Disposition", 'attachment; filename="anklang.crt"')
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if with_body:
                self.wfile.write(body)

    return Handler


def _page_for(languages: str) -> str:
    """German, unless the browser names English first."""
    return "/en/" if languages.strip().lower().startswith("en") else "/de/"
