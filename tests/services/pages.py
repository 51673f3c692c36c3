"""What a page says, without its markup."""

import re
from typing import Any


def text(response: Any) -> str:
    """The words of an answer, each gap one blank."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))
