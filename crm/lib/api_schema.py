"""The description of the API says every answer there is, also the ones that say no.

A view tells by attributes what its address alone does not: `versioned` (methods that need If-Match), `unprocessable`
(methods that may answer 422), `conflicts` (methods that name the versions in their body) and `outsiders` (methods
refused to some).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

WRITING = ("POST", "PUT", "PATCH")
DETAIL = {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}
BY_FIELD = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
    "example": {"topic": [_("Bitte wählen Sie ein Anliegen.")]},
}
OUTDATED = {
    "type": "object",
    "properties": {
        "current": {"type": "integer"},
        "differences": {"type": "object", "additionalProperties": {"type": "array", "items": {}}},
    },
    "required": ["current", "differences"],
    "example": {"current": 5, "differences": {"owner": [None, 7]}},
}
ANSWERS: dict[str, tuple[Any, dict[str, Any]]] = {
    "400": (
        _("Etwas stimmt nicht: je Feld die Meldungen; unlesbares JSON als detail."),
        {"oneOf": [BY_FIELD, DETAIL]},
    ),
    "401": (_("Schlüssel fehlt oder gilt nicht (mehr)."), DETAIL),
    "403": (_("Dafür fehlt das Recht."), DETAIL),
    "404": (_("Gibt es nicht."), DETAIL),
    "409": (
        _("Jemand war schneller: die Version jetzt und was sich geändert hat [damals, jetzt]."),
        OUTDATED,
    ),
    "413": (_("Zu groß."), DETAIL),
    "415": (_("Kein application/json."), DETAIL),
    "422": (_("Diese client_id gehört schon zu etwas anderem."), DETAIL),
    "428": (_("Der Kopf If-Match fehlt."), DETAIL),
}
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description=_("Die Version, die Sie gelesen haben."),
    examples=[OpenApiExample("version", value="3")],
)


class PlainSchema(AutoSchema):
    """drf-spectacular's description, with our errors and If-Match."""

    def get_override_parameters(self) -> list[Any]:
        return [*super().get_override_parameters(), *([IF_MATCH] if self._said("versioned") else [])]

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular has it
        """Only what is said to users with extend_schema; docstrings speak to programmers."""
        return ""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        answers: dict[str, Any] = super()._get_response_bodies(direction)
        for code in self._refusals():
            description, schema = ANSWERS[code]
            answers[code] = {
                "description": str(description),
                "content": {"application/json": {"schema": schema}},
            }
        return answers

    def _refusals(self) -> list[str]:
        codes = ["401"]
        if self.method in WRITING:
            codes += ["400", "403", "413", "415"]
        elif self._said("versioned") or self.get_override_parameters():
            codes += ["400"]
        if self._said("outsiders"):
            codes += ["403"]
        if "{" in self.path or self._is_list_view():
            codes += ["404"]  # a list has no page 99
        if self._said("versioned"):
            codes += ["409", "428"]
        if self._said("conflicts"):
            codes += ["409"]
        if self._said("unprocessable"):
            codes += ["422"]
        return sorted(set(codes))

    def _said(self, what: str) -> bool:
        return self.method in getattr(self.view, what, ())
