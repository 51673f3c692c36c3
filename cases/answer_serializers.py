"""The shapes of answers, and of what is said about them, as the API shows and takes them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.answer_gaps import LONGEST_WORDS
from cases.models import Answer, AnswerGap, AnswerUse
from crm.lib.api_fields import Body, Id, Text


class LinkShape(serializers.Serializer[Any]):
    words = serializers.CharField(read_only=True)
    url = serializers.CharField(read_only=True)


class AnswerShape(serializers.ModelSerializer[Answer]):
    """`helped` counts for ever. Links and steps come as lists."""

    steps = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()

    class Meta:
        model = Answer
        fields = [
            "id",
            "topic",
            "title",
            "text",
            "steps",
            "links",
            "active",
            "owner",
            "written_at",
            "valid_until",
            "review_on",
            "helped",
        ]
        read_only_fields = fields

    def get_steps(self, answer: Answer) -> list[str]:
        return answer.step_lines

    @extend_schema_field(LinkShape(many=True))
    def get_links(self, answer: Answer) -> list[dict[str, str]]:
        return [{"words": link.words, "url": link.url} for link in answer.link_lines]


class AnswerUseShape(serializers.ModelSerializer[AnswerUse]):
    class Meta:
        model = AnswerUse
        fields = ["id", "answer", "contact"]
        read_only_fields = fields


class AnswerGapShape(serializers.ModelSerializer[AnswerGap]):
    class Meta:
        model = AnswerGap
        fields = ["id", "topic", "words", "at"]
        read_only_fields = fields


class AnswerUseBody(Body):
    """The contact in which it helped."""

    contact = Id()


class AnswerGapBody(Body):
    words = Text(max_length=LONGEST_WORDS, help_text=_("Wonach gesucht wurde, in ein paar Worten."))
