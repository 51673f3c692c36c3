"""Values that no field of a kind can take, each with what is wrong about it."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

LONE_SURROGATE = "a\ud800b"
NUL = "a\x00b"
DEEP: Any = json.loads("[" * 50 + "]" * 50)

WRONG_TYPE: dict[str, Any] = {
    "a list": [],
    "a filled list": ["x", 1],
    "an object": {},
    "a filled object": {"id": 1},
    "nested": DEEP,
}
OF_A_TEXT = {**WRONG_TYPE, "null": None, "a number": 5, "a float": 1.5, "true": True, "NUL": NUL} | {
    "half a pair": LONE_SURROGATE
}
OF_A_CODE = {**OF_A_TEXT, "unknown": "fax", "other case": "SHOP", "long": "x" * 5_000}
OF_AN_ID = {
    **WRONG_TYPE,
    "text": "1",
    "true": True,
    "false": False,
    "float": 1.0,
    "zero": 0,
    "negative": -1,
} | {
    "unknown": 999_999,
    "31 bit": 2**31,
    "63 bit": 2**63 - 1,
    "64 bit": 2**63,
    "500 digits": 10**500,
    "NUL": NUL,
    "surrogate": LONE_SURROGATE,
    "empty": "",
}
OF_A_FLAG = {**WRONG_TYPE, "null": None, "text": "true", "number": 1, "zero": 0, "NUL": NUL}
OF_A_UUID = {**WRONG_TYPE, "text": "x", "number": 5, "true": True, "empty": "", "long": "a" * 400} | {
    "NUL": "6c7bd1ad-6f5c-4e0a-9a0e-0a0b4f6f1c5\x00",
    "surrogate": LONE_SURROGATE,
}
OF_A_MOMENT = {
    **WRONG_TYPE,
    "naive": "2026-03-02T10:00:00",
    "a day": "2026-03-02",
    "a number": 1_772_443_200,
    "true": True,
    "empty": "",
    "words": "gestern",
    "no such day": "2026-02-30T10:00:00+01:00",
    "no such hour": "2026-03-02T25:00:00+01:00",
    "before our time": "0001-01-01T00:00:00+14:00",
    "after all time": "9999-12-31T23:59:59-14:00",
    "long": "2026-03-02T10:00:00+01:00" + "0" * 400,
    "NUL": "2026-03-02T10:00:00\x00",
    "surrogate": LONE_SURROGATE,
}
OF_A_LIST = {
    "a text": "x",
    "a number": 5,
    "true": True,
    "an object": {"a": 1},
    "null": None,
    "nested": DEEP,
} | {
    "a number inside": [5],
    "null inside": [None],
    "NUL inside": [NUL],
    "half a pair inside": [LONE_SURROGATE],
    "a list inside": [["x"]],
    "too many": ["x"] * 1_000,
}
OF_AN_OBJECT = {
    "a text": "x",
    "a number": 5,
    "true": True,
    "a list": [],
    "a filled list": [1],
    "nested": DEEP,
}
OF_A_BODY = {
    b"": "nothing",
    b"{": "broken",
    b"[]": "a list",
    b"5": "a number",
    b'"x"': "a text",
    b"null": "null",
    b"\xff\xfe{}": "no UTF-8",
    b'{"a": NaN}': "not a number",
    b'{"a": Infinity}': "infinite",
    b"[" * 100_000: "deep",
    b'{"a":' * 100_000 + b"1" + b"}" * 100_000: "deep objects",
    b'{"a": ' + b"9" * 10_000 + b"}": "a number of 10,000 digits",
    b'{"\\ud800": 1}': "half a pair as a name",
    b'{"": 1}': "an empty name",
}


def too_long(longest: int) -> dict[str, Any]:
    return {"one too long": "x" * (longest + 1), "far too long": "ä" * (longest * 3)}


def stored() -> dict[str, int]:
    """How many rows there are of everything we keep."""
    ours = ("company", "contacts", "cases", "feedback", "outbox")
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ours
    }


def complaint(response: Any, field: str) -> str:
    """What is wrong with the answer to something bad: "" if it is a plain 400 that names the field."""
    if response.status_code != 400:
        return f"{response.status_code}"
    body = response.json()
    if not isinstance(body, dict) or not all(isinstance(texts, list) and texts for texts in body.values()):
        return f"not by field: {body}"
    named = any(name == field or name.startswith(f"{field}.") for name in body)
    return "" if named else f"names {sorted(body)}"


def naughty_strings() -> list[str]:
    """The big list of naughty strings; skips the test where the shared data is absent."""
    path = Path(__file__).resolve().parents[3] / "shared" / "data" / "strings" / "blns.json"
    if not path.exists():
        pytest.skip("shared/data is not here")
    found: list[str] = json.loads(path.read_text())
    return found
