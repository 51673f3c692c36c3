"""Another program that talks to the API, with a token of its own."""

import json
from typing import Any

from django.test import Client
from knox.models import get_token_model

from crm.company.models import User

ROOT = "/api/v1/"


class Api:
    """Calls below /api/v1/ as JSON. Server errors are answers here, not exceptions: they must be seen as 500."""

    def __init__(self, user: User) -> None:
        self.user = user
        _row, self.token = get_token_model().objects.create(user=user)
        self.client = Client(raise_request_exception=False)

    def send(
        self, method: str, path: str, body: Any = None, *, version: object = None, raw: bytes | None = None
    ) -> Any:
        """`version` goes into If-Match; `raw` is sent as it is instead of `body` as JSON."""
        headers = {"Authorization": f"Token {self.token}"}
        if version is not None:
            headers["If-Match"] = str(version)
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        return self.client.generic(method, ROOT + path, data, "application/json", headers=headers)

    def get(self, path: str) -> Any:
        return self.send("GET", path)

    def post(self, path: str, body: Any, *, version: object = None) -> Any:
        return self.send("POST", path, body, version=version)

    def patch(self, path: str, body: Any, *, version: object = None) -> Any:
        return self.send("PATCH", path, body, version=version)

    def delete(self, path: str, *, version: object = None) -> Any:
        return self.send("DELETE", path, version=version)
