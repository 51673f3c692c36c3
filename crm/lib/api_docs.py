"""The description of the API as a document for programs, and as plain rows for a page that people read."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings
from rest_framework.request import Request
from rest_framework.response import Response

from crm.lib.api_views import Resource

Node = Mapping[str, Any]

CODE = re.compile(r"^\* `(\w*)` - (.*)$")


@dataclass(frozen=True)
class Line:
    """One parameter or one field of a body."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    anchor: str
    method: str
    path: str
    summary: str
    about: str
    parameters: list[Line]
    fields: list[Line]
    example: str
    answers: list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """The operations of one resource."""

    name: str
    operations: list[Operation]


class Schema(Resource):
    """GET /api/v1/schema/: OpenAPI 3, as JSON."""

    schema = None  # type: ignore[assignment]  # DRF's way to leave a view out of the description

    def get(self, request: Request) -> Response:
        return Response(document(translation.get_language() or "de"))


@lru_cache(maxsize=4)
def document(language: str) -> dict[str, Any]:
    """The OpenAPI document. Made once per language and process: it changes with the program only."""
    with translation.override(language), patched_settings({"POSTPROCESSING_HOOKS": []}):
        generator: Any = SchemaGenerator
        made: dict[str, Any] = generator().get_schema(request=None, public=True)
    return made


def sections(described: Node) -> list[Section]:
    """The document in the order of its addresses, one section for each resource."""
    found: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(
                _operation(described, path, method.upper(), operation)
            )
    return [Section(name, operations) for name, operations in found.items()]


def _operation(described: Node, path: str, method: str, operation: Node) -> Operation:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    examples = [example["value"] for example in body.get("examples", {}).values()]
    return Operation(
        anchor=operation["operationId"],
        method=method,
        path=path,
        summary=operation.get("summary", ""),
        about=operation.get("description", ""),
        parameters=[
            Line(
                each["name"], _kind(each["schema"]), each.get("required", False), each.get("description", "")
            )
            for each in operation.get("parameters", [])
        ],
        fields=list(_fields(described, body.get("schema", {}))),
        example=json.dumps(examples[0], ensure_ascii=False, indent=2) if examples else "",
        answers=sorted((code, answer["description"]) for code, answer in operation["responses"].items()),
    )


def _fields(described: Node, schema: Node, prefix: str = "") -> Iterator[Line]:
    """The fields of a body; those of an object inside it follow with their dotted names."""
    schema = _resolved(described, schema)
    required = schema.get("required", [])
    for name, inner in schema.get("properties", {}).items():
        full = _resolved(described, inner)
        yield Line(f"{prefix}{name}", _kind(full), name in required, _about(inner))
        yield from _fields(described, full, f"{prefix}{name}.")


def _about(schema: Node) -> str:
    """What a field means; the codes it may have in one line, each with its word."""
    lines = [CODE.sub(r"\1 \2", line) for line in schema.get("description", "").splitlines() if line]
    return "; ".join(line for line in lines if line)


def _resolved(described: Node, schema: Node) -> Node:
    """Follow a reference, bare or wrapped together with null."""
    for wrapped in (schema, *schema.get("allOf", []), *schema.get("oneOf", [])):
        if "$ref" in wrapped:
            name = wrapped["$ref"].rpartition("/")[2]
            found: Node = described["components"]["schemas"][name]
            return found
    return schema


def _kind(schema: Node) -> str:
    """What belongs into a field, in a few words."""
    if "enum" in schema:
        return " · ".join(str(code) for code in schema["enum"] if code)
    if schema.get("type") == "array":
        return _("Liste: %(kind)s") % {"kind": _kind(schema["items"])}
    longest = schema.get("maxLength")
    if longest is not None:
        return _("Text, höchstens %(longest)s Zeichen") % {"longest": longest}
    by_format = {"date-time": _("Zeitpunkt"), "uuid": "UUID"}
    by_type = {"integer": _("Zahl"), "boolean": "true · false", "object": _("Objekt"), "string": _("Text")}
    return by_format.get(schema.get("format", ""), by_type.get(str(schema.get("type", "")), ""))
