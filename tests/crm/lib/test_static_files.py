"""A script that asks for another finds it under the name it has after its content."""

import re
import shutil
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from crm.lib.bundles import SOURCES
from crm.lib.static_files import MODULES, NamedByContent

pytestmark = pytest.mark.any_store


def test_our_modules_ask_for_each_other_by_their_new_names(tmp_path: Path) -> None:
    names = [str(path.relative_to(SOURCES)) for path in SOURCES.glob(MODULES)]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SOURCES / name, tmp_path / name)
    storage = NamedByContent(location=tmp_path, base_url="/static/")
    plain = FileSystemStorage(location=tmp_path)
    list(storage.post_process({name: (plain, name) for name in names}))
    asked = 0
    for name in names:
        text = (tmp_path / storage.stored_name(name)).read_text()
        for found in re.findall(r'from "\./([^"]+)"', text):
            asked += 1
            assert (tmp_path / "js/offline" / found).exists()
            assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", found)
    assert asked > len(names)
