"""Reads every row about a customer, table by table, as plain values."""

from dataclasses import dataclass

from django.db.models import F

from crm.lib.personal_data import Holding, Values, holdings

MATTER, CONTACT = "_matter", "_contact"


@dataclass(frozen=True)
class Found:
    """The rows of one holding: columns by their attribute, with `_matter` and `_contact` where they belong to one."""

    holding: Holding
    rows: list[Values]


def rows_about(customer_id: int) -> list[Found]:
    """All of them at once, before anything is changed: one row often leads to the next. One statement a holding."""
    return [Found(holding, rows_in(holding, customer_id)) for holding in holdings()]


def rows_in(holding: Holding, customer_id: int) -> list[Values]:
    columns = [column.attname for column in holding.table._meta.local_concrete_fields]
    extra = {name: F(way) for name, way in ((MATTER, holding.matter), (CONTACT, holding.contact)) if way}
    return list(holding.rows(customer_id).annotate(**extra).values(*columns, *extra))
