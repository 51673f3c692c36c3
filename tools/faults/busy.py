"""`python -m tools.faults.busy`: captures and files, ten a second, until it is told to stop (its input ends).

Says on a line of its own each capture that was acknowledged, with the moment.
"""

import json
import select
import sys
from io import BytesIO

import django

FILE_EVERY = 4
FILE = 40_000  # bytes
PAUSE = 0.1  # seconds between two captures: a day of a busy company in minutes


def main() -> None:
    from django.core.files.base import File  # noqa: PLC0415 - the models exist from here on
    from django.utils import timezone  # noqa: PLC0415

    from cases.noting import add_note  # noqa: PLC0415
    from contacts.models import Topic  # noqa: PLC0415
    from crm.company.models import User  # noqa: PLC0415
    from tests.factories.cases import captured  # noqa: PLC0415

    by, topic = User.objects.order_by("pk")[0], Topic.objects.order_by("pk")[0]
    count = 0
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        done = captured(topic, by=by, at=timezone.now())
        count += 1
        if count % FILE_EVERY == 0 and done.case is not None:
            text = f"{count} ".encode() * (FILE // 5)
            add_note(
                done.case.pk,
                text="Mit Bild.",
                files=[File(BytesIO(text), f"{count}.txt")],
                by=by,
                at=timezone.now(),
            )
        print(json.dumps([str(done.contact.client_id), timezone.now().isoformat()]), flush=True)


if __name__ == "__main__":
    django.setup()
    main()
