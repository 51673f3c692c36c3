"""Cases over the API: list, read, and the acts as addresses of their own below a case."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.acknowledging import acknowledge
from cases.acting import differences_since
from cases.lifecycle import change_priority, close, end_pause, hand_over, pause, reopen
from cases.models import Case, Status
from cases.reading import contacts_of, with_deadlines
from cases.serializers import (
    AcknowledgementBody,
    CaseLine,
    CaseShape,
    ClosureBody,
    HandoverBody,
    PauseBody,
    PriorityBody,
    ReopeningBody,
)
from cases.visibility import inside, may_acknowledge, may_change, sees_matter
from contacts.models import Contact
from crm.company.asking import person, viewer
from crm.company.models import Team, User
from crm.company.permissions import Viewer
from crm.lib.acts import NotAllowed, Outdated, refuse
from crm.lib.api_filters import by_code, by_id, chosen_code, chosen_id
from crm.lib.api_versions import etag, version_seen
from crm.lib.api_views import Resource, read_body

FILTERS = ("team", "owner", "customer")


class CaseList(Resource):
    """GET /api/v1/cases/, newest first."""

    queryset = Case.objects.all()
    serializer_class = CaseLine

    @extend_schema(
        summary=gettext_lazy("Vorgänge, neueste zuerst"),
        parameters=[
            by_code("status", Status.values, gettext_lazy("Nur Vorgänge in diesem Zustand.")),
            by_id("team", gettext_lazy("Nur Vorgänge dieses Teams.")),
            by_id("owner", gettext_lazy("Nur Vorgänge dieser Person.")),
            by_id("customer", gettext_lazy("Nur Vorgänge dieser Kundin oder dieses Kunden.")),
        ],
        responses=CaseLine(many=True),
    )
    def get(self, request: Request) -> Response:
        who = viewer(request)
        page = self.paginate_queryset(_filtered(request, who))
        return self.get_paginated_response(CaseLine(page, many=True, context={"viewer": who}).data)


def _filtered(request: Request, who: Viewer) -> QuerySet[Case]:
    """A filter tells something about every case it leaves standing, so it only looks at those one sees inside."""
    wanted: dict[str, Any] = {name: chosen_id(request, name) for name in FILTERS}
    wanted["status"] = chosen_code(request, "status", Status.values) or None
    asked = {name: value for name, value in wanted.items() if value is not None}
    cases = Case.objects.filter(inside(who), **asked) if asked else Case.objects.all()
    return with_deadlines(cases).order_by("-pk")


class CaseOne(Resource):
    """GET /api/v1/cases/<id>/, with contacts and story."""

    queryset = Case.objects.all()
    serializer_class = CaseShape

    @extend_schema(
        summary=gettext_lazy("Ein Vorgang mit Kontakten und Geschichte"),
        description=gettext_lazy("Der Kopf ETag ist die Version, die Änderungen in If-Match zurücksenden."),
    )
    def get(self, request: Request, pk: int) -> Response:
        return shown(pk, viewer(request))


def shown(pk: int, who: Viewer) -> Response:
    """The case as this person may see it now. Raises Http404."""
    case = with_deadlines(Case.objects.filter(pk=pk)).first()
    if case is None:
        raise Http404
    seen = sees_matter(who, case)
    context = {"viewer": who, "contacts": contacts_of(case, who) if seen else []}
    return Response(CaseShape(case, context=context).data, headers=etag(case.version) if seen else {})


class Act(Resource):
    """What is done to a case. The order of refusals: unknown, not allowed, version missing, outdated, body."""

    queryset = Case.objects.all()
    outsiders: tuple[str, ...] = ("POST",)
    versioned: tuple[str, ...] = ("POST",)

    def begin(self, request: Request, pk: int) -> dict[str, Any]:
        """Everything an act wants to know besides its own facts. Raises what stands in its way."""
        case = Case.objects.select_related("topic").filter(pk=pk).first()
        if case is None:
            raise Http404
        self.who = viewer(request)
        self.sees = sees_matter(self.who, case)
        if not self.allowed(case):
            raise NotAllowed
        seen = version_seen(request, case.version, lambda version: differences_since(case, version))
        return {"by": person(request), "at": timezone.now(), "expected_version": seen}

    def allowed(self, case: Case) -> bool:
        return self.sees and may_change(self.who, case)

    def handle_exception(self, exc: Exception) -> Response:
        """Who was too late hears what changed, unless the matter is not for them."""
        if isinstance(exc, Outdated) and not self.sees:
            exc = Outdated(current=exc.current, differences={})
        return super().handle_exception(exc)


class Closing(Act):
    @extend_schema(
        summary=gettext_lazy("Vorgang lösen"),
        request=ClosureBody,
        responses=CaseShape,
        examples=[
            OpenApiExample(
                "Lösen",
                value={"result": "H-Saite ersetzt, klingt wieder sauber.", "informed_by": 812},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        act = self.begin(request, pk)
        body = read_body(request, ClosureBody)
        contact_id = body.pop("informed_by", None)
        close(pk, informed_by=_contact(contact_id), **body, **act)
        return shown(pk, self.who)


class Pausing(Act):
    versioned = outsiders = ("POST", "DELETE")

    @extend_schema(
        summary=gettext_lazy("Warten, höchstens so lange, wie die Firma erlaubt (14 Tage)"),
        request=PauseBody,
        responses=CaseShape,
        examples=[
            OpenApiExample(
                "Warten",
                value={
                    "kind": "supplier",
                    "until": "2026-05-11T09:00:00+02:00",
                    "reason": "Saite ist bestellt.",
                },
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        act = self.begin(request, pk)
        pause(pk, **read_body(request, PauseBody), **act)
        return shown(pk, self.who)

    @extend_schema(summary=gettext_lazy("Warten beenden"), responses={200: CaseShape})
    def delete(self, request: Request, pk: int) -> Response:
        end_pause(pk, **self.begin(request, pk))
        return shown(pk, self.who)


class HandingOver(Act):
    @extend_schema(
        summary=gettext_lazy("Vorgang übergeben"),
        request=HandoverBody,
        responses=CaseShape,
        examples=[
            OpenApiExample(
                "Übergeben",
                value={"team": 3, "owner": 11, "reason": "Braucht die Werkstatt."},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        act = self.begin(request, pk)
        body = read_body(request, HandoverBody)
        team = Team.objects.filter(pk=body["team"], active=True).first()
        owner_id = body.get("owner")
        owner = User.objects.filter(pk=owner_id).first() if owner_id is not None else None
        if team is None:
            raise refuse("team", _("Dieses Team gibt es nicht."))
        if owner_id is not None and owner is None:
            raise refuse("owner", _("Diese Person gibt es nicht."))
        hand_over(pk, team=team, owner=owner, reason=body.get("reason", ""), **act)
        return shown(pk, self.who)


class Prioritising(Act):
    versioned = outsiders = ("PUT",)

    @extend_schema(
        summary=gettext_lazy("Dringlichkeit ändern"),
        description=gettext_lazy(
            "Gilt damit eine andere Fristenregel, fallen Antwort und Lösung neu; ein Versprechen wird nie später."
        ),
        request=PriorityBody,
        responses=CaseShape,
        examples=[
            OpenApiExample(
                "Dringlichkeit",
                value={"priority": "high", "reason": "Konzert am Samstag."},
                request_only=True,
            )
        ],
    )
    def put(self, request: Request, pk: int) -> Response:
        act = self.begin(request, pk)
        change_priority(pk, **read_body(request, PriorityBody), **act)
        return shown(pk, self.who)


class Acknowledging(Act):
    """Also for whoever got one of the case's escalations."""

    @extend_schema(
        summary=gettext_lazy("Gesehen, ich kümmere mich"),
        request=AcknowledgementBody,
        responses=CaseShape,
        examples=[
            OpenApiExample("Gesehen", value={"next_at": "2026-05-05T09:00:00+02:00"}, request_only=True)
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        act = self.begin(request, pk)
        acknowledge(pk, **read_body(request, AcknowledgementBody), **act)
        return shown(pk, self.who)

    def allowed(self, case: Case) -> bool:
        return may_acknowledge(self.who, case)


class Reopening(Act):
    @extend_schema(
        summary=gettext_lazy("Vorgang wieder öffnen"),
        request=ReopeningBody,
        responses=CaseShape,
        examples=[
            OpenApiExample("Wieder öffnen", value={"reason": "Schnarrt schon wieder."}, request_only=True)
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        act = self.begin(request, pk)
        reopen(pk, **read_body(request, ReopeningBody), **act)
        return shown(pk, self.who)


def _contact(pk: int | None) -> Contact | None:
    if pk is None:
        return None
    contact = Contact.objects.filter(pk=pk).first()
    if contact is None:
        raise refuse("informed_by", _("Diesen Kontakt gibt es nicht."))
    return contact
