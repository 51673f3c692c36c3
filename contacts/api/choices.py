"""What one chooses from, over the API: topics, sources, reasons."""

from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view

from contacts.models import Reason, Source, Topic
from contacts.serializers import ReasonShape, SourceShape, TopicShape
from crm.lib.api_views import Row, Rows


@extend_schema_view(get=extend_schema(summary=gettext_lazy("Anliegen, die man wählen kann")))
class TopicList(Rows):
    queryset = Topic.objects.filter(active=True).order_by("position", "name", "pk")
    serializer_class = TopicShape


@extend_schema_view(get=extend_schema(summary=gettext_lazy("Ein Anliegen")))
class TopicOne(Row):
    queryset = Topic.objects.all()
    serializer_class = TopicShape


@extend_schema_view(get=extend_schema(summary=gettext_lazy("Herkünfte, die man wählen kann")))
class SourceList(Rows):
    queryset = Source.objects.filter(active=True).order_by("position", "name", "pk")
    serializer_class = SourceShape


@extend_schema_view(get=extend_schema(summary=gettext_lazy("Eine Herkunft")))
class SourceOne(Row):
    queryset = Source.objects.all()
    serializer_class = SourceShape


@extend_schema_view(get=extend_schema(summary=gettext_lazy("Anlässe, die man wählen kann")))
class ReasonList(Rows):
    queryset = Reason.objects.filter(active=True).order_by("position", "name", "pk")
    serializer_class = ReasonShape


@extend_schema_view(get=extend_schema(summary=gettext_lazy("Ein Anlass")))
class ReasonOne(Row):
    queryset = Reason.objects.all()
    serializer_class = ReasonShape
