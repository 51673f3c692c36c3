"""The tablet at the shop's counter: placed, ready to be enrolled, opened with the same PIN by everybody of the demo."""

from datetime import datetime
from typing import Final

from crm.company.devices import new_code, save_device
from crm.company.models import Site, User
from crm.company.pins import choose_pin
from crm.management.demo.logins import DEMO_PIN

NAME: Final = "Tresen 1"
WHO: Final = ("laden", "falk", "nowak", "brandt")


def place_tablet(*, at: datetime) -> str:
    """The code that makes a browser this tablet, for a quarter of an hour."""
    admin, site = User.objects.get(username="admin"), Site.objects.get(name="Laden Lindau")
    tablet = save_device(None, name=NAME, site=site, channel="shop", by=admin, at=at)
    for user in User.objects.filter(username__in=WHO):
        choose_pin(tablet, user, DEMO_PIN, at=at)
    return new_code(tablet, by=admin, at=at)
