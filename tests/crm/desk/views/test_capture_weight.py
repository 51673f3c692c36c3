"""The capture screen opens at once on a tablet at a fair: what its page asks for is light."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

LIMIT = 60_000


def test_styles_and_scripts_of_the_capture_page_are_under_60_kb_compressed(client: Client) -> None:
    client.force_login(make_user())
    page = client.get("/erfassen/").content.decode()
    loaded = re.findall(r'<(?:script|link)\b[^>]*\b(?:src|href)="/static/([^"]+)"', page)
    assert {Path(name).suffix for name in loaded} == {".css", ".js", ".png", ".svg"}
    weights = {}
    for name in loaded:
        found = finders.find(name)
        assert isinstance(found, str), name
        weights[name] = len(gzip.compress(Path(found).read_bytes()))
    assert 30_000 < sum(weights.values()) < LIMIT, weights
