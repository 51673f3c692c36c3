"""What every resource of the API has in common, and nothing of any one."""

from typing import Any

from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from crm.lib.api_access import WAYS_IN
from crm.lib.api_json import PlainJSON
from crm.lib.api_schema import PlainSchema


class Resource(GenericAPIView[Any]):
    """One address. `versioned`, `outsiders`, `conflicts` and `unprocessable` name methods, see crm.lib.api_schema."""

    authentication_classes = WAYS_IN
    parser_classes = [PlainJSON]
    schema = PlainSchema()
    versioned: tuple[str, ...] = ()
    outsiders: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    unprocessable: tuple[str, ...] = ()


def read_body(
    request: Request, shape: type[serializers.Serializer[Any]], *, partial: bool = False
) -> dict[str, Any]:
    """What was sent, checked field by field. Raises ValidationError with everything that is wrong."""
    body = shape(data=request.data, partial=partial)
    body.is_valid(raise_exception=True)
    values: dict[str, Any] = body.validated_data
    return values


class Rows(ListModelMixin, Resource):
    """GET: a list to choose from."""

    def get(self, request: Request) -> Response:
        return self.list(request)


class Row(RetrieveModelMixin, Resource):
    """GET: one of them."""

    def get(self, request: Request, pk: int) -> Response:
        return self.retrieve(request, pk=pk)
