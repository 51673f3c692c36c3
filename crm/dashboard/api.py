"""The Zielbild over the API."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from crm.dashboard.goals import goals
from crm.dashboard.models import DailyFigure
from crm.dashboard.serializers import GoalShape
from crm.lib.api_views import Resource


class GoalsView(Resource):
    """GET /api/v1/goals/: the seven goals as they stand now, with 13 weeks."""

    queryset = DailyFigure.objects.none()
    serializer_class = GoalShape

    @extend_schema(summary=gettext_lazy("Die sieben Ziele mit 13 Wochen"), responses=GoalShape(many=True))
    def get(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(goals(now=timezone.now()))
        return self.get_paginated_response(GoalShape(page, many=True).data)
