"""`python -m tools.bench.many_open OPEN`: so many open cases in the PostgreSQL database of DATABASE_URL, nothing else.

One case goes through the door; all others are copies of its rows made by the database itself (INSERT ... SELECT). They
fall due one after the other from an hour ahead on, have owners by turns, and a ladder of three rungs without acts.
"""

# ruff: noqa: S608 - only names of tables and columns stand in the text of a statement

import sys
from datetime import timedelta
from typing import Any

import django
from django.db import connection, models

OWNERS = 50
AROUND_THE_CLOCK = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
FAR = 30 * 24 * 60  # working minutes until the promise


def main(open_cases: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - the models exist from here on
    from django.utils import timezone  # noqa: PLC0415

    from cases.models import Case, CaseContact, Deadline  # noqa: PLC0415
    from contacts.models import Contact  # noqa: PLC0415
    from crm.company.models import Role  # noqa: PLC0415
    from tests.factories.cases import captured, make_policy, make_topic  # noqa: PLC0415
    from tests.factories.company import make_calendar, make_site, make_team, make_user  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    make_policy(first_response=FAR, resolution=2 * FAR)
    make_user(Role.MANAGEMENT)
    owners = [make_user(email=f"person{number}@example.org") for number in range(OWNERS)]
    team = make_team(tuple(owners), site=make_site(calendar=make_calendar(AROUND_THE_CLOCK)))
    now = timezone.now()
    made = captured(make_topic(team), by=owners[0], at=now - timedelta(minutes=1))
    assert made.case is not None
    case, contact = made.case, made.contact
    copies = f"generate_series(1, {open_cases - 1}) AS n"
    moment = "now() + interval '1 hour' + n * interval '1 second'"
    with connection.cursor() as cursor:
        for model, own, where in (
            (Contact, {"client_id": "gen_random_uuid()"}, f"id = {contact.pk}"),
            (
                Case,
                {
                    "number": f"{case.number} + n",
                    "owner_id": f"{owners[0].pk} + n % {OWNERS}",
                    "escalate_at": moment,
                    "due_at": f"{moment} + interval '8 days'",
                },
                f"id = {case.pk}",
            ),
        ):
            cursor.execute(_copied(model, {"id": f"{_pk(model, case, contact)} + n"} | own, copies, where))
        links = {"case_id": f"{case.pk} + n", "contact_id": f"{contact.pk} + n", "id": _new_id(CaseContact)}
        cursor.execute(_copied(CaseContact, links, copies, f"case_id = {case.pk}"))
        at = f"CASE kind WHEN 'first_response' THEN {moment} ELSE next_step_at END"
        deadlines = {"id": _new_id(Deadline), "case_id": f"{case.pk} + n", "next_step_at": at}
        cursor.execute(_copied(Deadline, deadlines, copies, f"case_id = {case.pk}"))
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def _pk(model: type[models.Model], case: models.Model, contact: models.Model) -> int:
    return int((case if isinstance(case, model) else contact).pk)


def _new_id(model: type[models.Model]) -> str:
    return f"nextval(pg_get_serial_sequence('{model._meta.db_table}', 'id'))"


def _copied(model: type[models.Model], own: dict[str, str], copies: str, where: str) -> str:
    """The row (or rows) `where`, once for each of `copies`, with values of its `own`."""
    names = [str(field.column) for field in model._meta.concrete_fields]
    values: list[Any] = [own.get(name, name) for name in names]
    table = model._meta.db_table
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table}, {copies} WHERE {where}"


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
