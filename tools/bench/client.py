"""A signed-in person as plain bytes: each request is a new connection, written and read by hand to cost little."""

import json
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

TIMEOUT = 120
STATEMENTS = "x-statements"  # header of the counting run
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    """What is sent, the status that is expected and, when the work is checked, what must stand in the answer."""

    path: str
    method: str = "GET"
    body: bytes = b""
    kind: str = ""
    expect: int = 200
    contains: str = ""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: dict[str, str]


class WrongAnswerError(RuntimeError):
    """An answer was not what the work expects."""


def form(path: str, values: Mapping[str, Any], *, expect: int = 302) -> Request:
    return Request(path, "POST", urlencode(values).encode(), FORM, expect)


def as_json(path: str, values: Mapping[str, Any], *, expect: int = 201) -> Request:
    return Request(path, "POST", json.dumps(values).encode(), JSON, expect)


@dataclass
class Client:
    address: tuple[str, int]
    cookies: dict[str, str] = field(default_factory=dict)

    def bytes_of(self, request: Request) -> bytes:
        host, port = self.address
        lines = [
            f"{request.method} {request.path} HTTP/1.1",
            f"Host: {host}:{port}",
            "Connection: close",
            "Accept-Language: de",
        ]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if request.method != "GET":
            lines += [f"Content-Type: {request.kind}", f"Content-Length: {len(request.body)}"]
            lines += [f"X-CSRFToken: {self.cookies.get('csrftoken', '')}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + request.body

    def send(self, request: Request) -> Answer:
        """Send, check, and keep the cookies."""
        answer = parsed(exchange(self.address, self.bytes_of(request)))
        if answer.status != request.expect or request.contains not in answer.body.decode(errors="replace"):
            start = answer.body[:1500].decode(errors="replace")
            raise WrongAnswerError(f"{request.method} {request.path}: {answer.status}\n{start}")
        self.cookies |= answer.cookies
        return answer

    def sign_in(self, login: str, password: str) -> None:
        page = self.send(Request("/konto/login/")).body.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        fields = {"login": login, "password": password, "csrfmiddlewaretoken": token[1] if token else ""}
        self.send(form("/konto/login/", fields))
        if "sessionid" not in self.cookies:
            raise WrongAnswerError("signing in gave no session")


def exchange(address: tuple[str, int], request: bytes) -> bytes:
    """Send and read to the end of the stream."""
    with socket.create_connection(address, timeout=TIMEOUT) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(262_144):
            parts.append(part)
    return b"".join(parts)


def parsed(raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers, cookies = {}, {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
        if name.lower() == "set-cookie":
            key, _, rest = value.strip().partition("=")
            cookies[key] = rest.split(";")[0]
    return Answer(int(first.split()[1]) if first else 0, headers, body, cookies)
