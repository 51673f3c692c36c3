"""`python -m tools.faults.tablet_stock NAME PASSWORD`: a counter with one person, some topics and thirty customers."""

import sys
from datetime import timedelta

import django

CUSTOMERS = 30


def main(name: str, password: str) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - the models exist from here on
    from django.utils import timezone  # noqa: PLC0415

    from crm.company.models import Installation, Role  # noqa: PLC0415
    from tests.factories.cases import make_policy, make_topic  # noqa: PLC0415
    from tests.factories.company import make_site, make_team, make_user  # noqa: PLC0415
    from tests.factories.contacts import a_contact, a_customer  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.TEST})
    make_policy()
    site = make_site(name="Laden Lindau")
    user = make_user(Role.FRONTDESK, username=name, password=password, site=site)
    team = make_team((user,), site=site)
    topics = [make_topic(team, name=f"Anliegen {number}") for number in range(8)]
    for number in range(CUSTOMERS):
        customer = a_customer(f"Maier {number}", phone=f"08382 9408{number:02}")
        at = timezone.now() - timedelta(days=number % 20)
        a_contact(customer, by=user, topic=topics[number % 8], at=at, site=site)


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
