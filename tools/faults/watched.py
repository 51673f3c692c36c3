"""`python -m tools.faults.watched`: the database of DATABASE_URL gets its tables and a person who is signed in.

Says as JSON the key of their session.
"""

import json
import sys
from importlib import import_module

import django


def main() -> None:
    from django.conf import settings  # noqa: PLC0415 - the models exist from here on
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from crm.company.models import Installation, Role  # noqa: PLC0415
    from tests.factories.company import make_user  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.TEST})
    person = make_user(Role.FRONTDESK)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    json.dump({"session": session.session_key}, sys.stdout)


if __name__ == "__main__":
    django.setup()
    main()
