"""Every invariant is held by the database itself: what breaks it is refused, whoever writes past the acts."""

from collections.abc import Iterator

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, UniqueConstraint
from pytest_django import DjangoDbBlocker

from tests.factories.breaches import BREACHES
from tests.factories.one_of_each import one_of_each
from tests.permissions.company import NOW

OURS = {"company", "outbox", "contacts", "cases", "feedback", "desk", "dashboard"}


def promises() -> Iterator[tuple[str, type[Model], list[str]]]:
    """Name, model and columns (of what may be there once; none of a condition) of every constraint of our tables."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS:
            continue
        columns = {each.name: str(each.column) for each in model._meta.local_concrete_fields}
        for constraint in model._meta.constraints:
            once = constraint.fields if isinstance(constraint, UniqueConstraint) else ()
            yield constraint.name, model, [columns[name] for name in once]
        for each in model._meta.local_concrete_fields:
            if each.unique and not each.primary_key:
                yield f"{model._meta.label}.{each.name}", model, [columns[each.name]]


PROMISES = {name: (model, columns) for name, model, columns in promises()}


def test_every_constraint_is_tried() -> None:
    assert set(PROMISES) == set(BREACHES)


@pytest.fixture(scope="module")
def full(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        one_of_each()
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(BREACHES))
def test_the_database_refuses_what_breaks_a_promise(full: None, name: str) -> None:
    model, columns = PROMISES[name]
    for breach in BREACHES[name]:
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            breach.commit()
        said = str(refused.value)
        if columns and connection.vendor == "sqlite":
            assert said.endswith(": " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns))
        elif columns:
            assert f"Key ({', '.join(columns)})=" in said.replace('"', "")
        else:
            assert any(each and each in said for each in (name, breach.or_else)), said
