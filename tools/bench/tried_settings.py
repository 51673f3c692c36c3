"""The product's settings with another connection to the database, given as JSON in `TRIED`; for measuring alone."""

import json
import os

from crm.settings import *  # noqa: F403
from crm.settings import DATABASES

_tried = json.loads(os.environ.get("TRIED", "{}"))
_database = DATABASES["default"]
_database["OPTIONS"] |= _tried.pop("OPTIONS", {})
_database |= _tried
