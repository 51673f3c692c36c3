"""`python -m tools.surveys.inside SEED PEOPLE ROUNDS`: in the empty database of DATABASE_URL; JSON of what it found."""

import json
import sys

import django


def main() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - the models exist from here on

    from crm.company.models import Installation  # noqa: PLC0415
    from tools.surveys.states import States  # noqa: PLC0415

    seed, people, rounds = (int(each) for each in sys.argv[1:])
    call_command("migrate", verbosity=0)
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.TEST})
    print(json.dumps(vars(States(people=people, seed=seed).run(rounds=rounds))))


if __name__ == "__main__":
    django.setup()
    main()
