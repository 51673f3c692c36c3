"""The application's settings with zeal on watch: a request that repeats one query per row fails its test."""

from crm.settings import *  # noqa: F403
from crm.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["tests.nplusone.middleware", *MIDDLEWARE]
ZEAL_NPLUSONE_THRESHOLD = 3
ZEAL_ALLOWLIST = [
    # an act on several cases locks each of them, one after the other
    {"model": "cases.Case", "field": "get()"},
    # a telephone system reports the three moments of a call at once, and each locks it
    {"model": "contacts.Call", "field": "get()"},
]
