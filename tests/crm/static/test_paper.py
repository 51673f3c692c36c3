"""On paper the Zielbild lies on one page, everything else stands: whatever another style sheet says of paper."""

import re

import pytest
from playwright.sync_api import Page

from crm.lib.bundles import stylesheet

LYING, STANDING = "841.91998 594.95996", "594.95996 841.91998"
GOALS = '<main class="sheet"><ol class="goals"><li class="goal">Erfassen</li></ol></main>'


@pytest.mark.parametrize(
    ("body", "paper"), [(GOALS, LYING), ('<main class="sheet"><h1>Kalender</h1></main>', STANDING)]
)
def test_the_zielbild_lies_and_the_rest_stands(page: Page, body: str, paper: str) -> None:
    page.set_content(
        f'<style>{stylesheet()}</style><div id="watchdog"></div>{body}<div class="toasts"></div>'
    )
    printed = page.pdf(prefer_css_page_size=True).decode("latin-1")
    assert re.findall(r"/MediaBox \[0 0 ([\d. ]+)\]", printed) == [paper]
