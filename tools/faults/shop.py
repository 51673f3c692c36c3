"""`python -m tools.faults.shop CUSTOMERS`: the database of DATABASE_URL becomes a shop whose counter can begin.

Says as JSON what a capture names: a token, a topic, a source and the customers there are.
"""

import json
import sys

import django

WIDE = 14 * 24 * 60  # working minutes: no deadline comes near while captures are counted


def main(customers: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - the models exist from here on
    from django.utils import timezone  # noqa: PLC0415

    from contacts.models import Source  # noqa: PLC0415
    from contacts.recording import NewCustomer, create_customer  # noqa: PLC0415
    from crm.company.keys import make_key  # noqa: PLC0415
    from crm.company.models import Installation, Role  # noqa: PLC0415
    from tests.factories.cases import make_policy, make_topic  # noqa: PLC0415
    from tests.factories.company import make_team, make_user  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.TEST})
    make_policy(first_response=WIDE, resolution=2 * WIDE)
    make_user(Role.MANAGEMENT)
    by, now = make_user(Role.FRONTDESK), timezone.now()
    known = [
        create_customer(
            NewCustomer(first_name="Eva", last_name=f"Kundin {number}", phone=f"0176 03{number:06}"),
            by=by,
            at=now,
        )[0].pk
        for number in range(customers)
    ]
    source = Source.objects.create(name="Messe")
    token = make_key(by, days=2, by=None, at=now)
    facts = {"token": token, "topic": make_topic(make_team()).pk, "source": source.pk, "customers": known}
    json.dump(facts, sys.stdout)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
