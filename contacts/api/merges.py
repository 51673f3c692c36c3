"""Merges over the API: two customers become one, and are parted again. For those who look after the master data."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from contacts.merge_undoing import undo_merge
from contacts.merging import merge_customers
from contacts.models import Customer, Merge
from contacts.serializers import MergeBody, MergeShape, NothingBody
from crm.company.asking import person
from crm.company.permissions import keeps_data
from crm.lib.acts import NotAllowed, Refused
from crm.lib.api_filters import by_id, chosen_id
from crm.lib.api_views import Resource, read_body

EXAMPLE = {"winner": 20418, "loser": 20977, "winner_version": 3, "loser_version": 1, "taken": ["address"]}


class ForKeepers(Resource):
    """Whoever may not look after the master data of all is told before anything else is looked at."""

    queryset = Merge.objects.all()
    serializer_class = MergeShape

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        answered = request.method in self.allowed_methods and request.method != "OPTIONS"
        if answered and not keeps_data(person(request)):
            raise NotAllowed


class MergeList(ForKeepers):
    """/api/v1/merges/"""

    outsiders = ("GET",)
    conflicts = ("POST",)

    @extend_schema(
        summary=gettext_lazy("Zusammenführungen, neueste zuerst"),
        parameters=[by_id("customer", gettext_lazy("Nur, was in dieser Kundin oder diesem Kunden aufging."))],
        responses=MergeShape(many=True),
    )
    def get(self, request: Request) -> Response:
        rows: QuerySet[Merge] = Merge.objects.order_by("-at", "-pk")
        wanted = chosen_id(request, "customer")
        if wanted is not None:
            rows = rows.filter(winner=wanted)
        return self.get_paginated_response(MergeShape(self.paginate_queryset(rows), many=True).data)

    @extend_schema(
        summary=gettext_lazy("Zwei zusammenführen"),
        description=gettext_lazy(
            "Nichts geht verloren: Kontakte, Vorgänge, Stimmen, Nummern und Geschichte gehen mit, und alles lässt "
            "sich rückgängig machen. Wer inzwischen geändert wurde, wird nicht zusammengeführt (409)."
        ),
        request=MergeBody,
        responses={201: MergeShape},
        examples=[OpenApiExample("Zusammenführen", value=EXAMPLE, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        body = read_body(request, MergeBody)
        _both_there(body)
        merge = merge_customers(
            body["winner"],
            body["loser"],
            taken=body.get("taken"),
            seen=(body["winner_version"], body["loser_version"]),
            by=person(request),
            at=timezone.now(),
        )
        return Response(MergeShape(merge).data, status=201)


class MergeOne(ForKeepers):
    """/api/v1/merges/<id>/"""

    outsiders = ("GET",)

    @extend_schema(summary=gettext_lazy("Eine Zusammenführung"))
    def get(self, request: Request, pk: int) -> Response:
        return Response(MergeShape(_merge(pk)).data)


class Undoing(ForKeepers):
    """/api/v1/merges/<id>/undoing/"""

    @extend_schema(
        summary=gettext_lazy("Zusammenführung rückgängig machen"),
        description=gettext_lazy(
            "Wer aufging, ist wieder da, unter alter id und Nummer. Was seither geändert wurde, bleibt."
        ),
        request=NothingBody,
        responses={201: MergeShape},
    )
    def post(self, request: Request, pk: int) -> Response:
        read_body(request, NothingBody)
        undo_merge(_merge(pk).pk, by=person(request), at=timezone.now())
        return Response(MergeShape(_merge(pk)).data, status=201)


def _merge(pk: int) -> Merge:
    merge = Merge.objects.filter(pk=pk).first()
    if merge is None:
        raise Http404
    return merge


def _both_there(body: dict[str, Any]) -> None:
    """Raises Refused for an id under which nobody stands."""
    found = set(Customer.objects.filter(pk__in=(body["winner"], body["loser"])).values_list("pk", flat=True))
    if missing := [name for name in ("winner", "loser") if body[name] not in found]:
        raise Refused({name: [_("Diesen Eintrag gibt es nicht (mehr).")] for name in missing})
