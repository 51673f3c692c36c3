"""`python -m tools.bench.bare ROWS`: makes and fills the table of the bare application."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tools.bench.bare.settings"
django.setup()

from tools.bench.bare.notes import make  # noqa: E402 - settings first

make(int(sys.argv[1]))
