import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from crm.company.models import Role
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client) -> str:
    client.force_login(make_user(Role.ADMIN))
    return client.get(reverse("gallery")).content.decode()


def test_gallery_leaves_no_template_language_behind(page: str) -> None:
    assert re.findall(r"</?c-[\w.-]+|{[{%#]", page) == []


def test_gallery_keeps_to_the_content_policy(page: str) -> None:
    assert re.findall(r'\sstyle="|\son\w+="|<style|<script(?![^>]*\ssrc=)', page) == []


def test_gallery_draws_with_decimal_points(page: str) -> None:
    coordinates = re.findall(r'\s(?:x|y|cx|cy|r|x1|x2|y1|y2|width|height|stroke-dasharray)="([^"]*)"', page)
    assert len(coordinates) > 300
    assert [value for value in coordinates if not re.fullmatch(r"-?\d+(\.\d+)?%?( \d+\.\d+)?", value)] == []


def test_gallery_gives_each_id_once(page: str) -> None:
    twice = [name for name, times in Counter(re.findall(r'\sid="([^"]*)"', page)).items() if times > 1]
    assert twice == []


def test_gallery_points_labels_and_descriptions_at_something(page: str) -> None:
    ids = set(re.findall(r'\sid="([^"]*)"', page))
    named = re.findall(r'\s(?:for|aria-labelledby|aria-describedby|aria-controls|data-opens)="([^"]*)"', page)
    assert {name for value in named for name in value.split()} - ids == set()
