"""The application's settings with zeal on watch: a request that repeats one query per row fails its test."""

from crm.settings import *  # noqa: F403
from crm.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_NPLUSONE_THRESHOLD = 3
ZEAL_ALLOWLIST = [
    {
        "model": "cases.Case",
        "field": "get()",
    },  # an act on several cases locks each of them, one after the other
    {
        "model": "company.CalendarVersion",
        "field": "get()",
    },  # versions never change: each is read once a process
    {
        "model": "company.Calendar",
        "field": "versions",
    },  # each year of a new calendar is confirmed by its own act
    {"model": "company.Site", "field": "get()"},  # a form finds the site of each of its few rows
]
