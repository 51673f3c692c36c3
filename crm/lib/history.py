"""History rows carry the act's own time, user and reason, never those of the request that happened to run.

`remember(row, by=..., at=..., reason=...)` prepares a tracked row; `save_as` saves it with that entry.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

__all__ = ["create_many_as", "history", "save_as", "save_many_as"]


def history(**kwargs: Any) -> HistoricalRecords:
    """A history table beside a model; deleting the user keeps the entry."""
    return HistoricalRecords(
        history_change_reason_field=models.TextField(null=True),
        user_related_name="+",
        custom_model_name=lambda name: f"{name}History",
        **kwargs,
    )


def save_as(
    row: models.Model,
    *,
    by: Any,
    at: datetime,
    reason: str = "",
    update_fields: Sequence[str] | None = None,
    force_insert: bool = False,
) -> None:
    """Save a tracked row with one history entry dated `at`, credited to `by` (None: the system itself)."""
    row._history_user = by  # type: ignore[attr-defined]
    row._history_date = at  # type: ignore[attr-defined]
    row._change_reason = reason  # type: ignore[attr-defined]
    row.save(update_fields=update_fields, force_insert=force_insert)


def create_many_as(
    rows: Sequence[models.Model], *, by: Any, at: datetime, reason: str = ""
) -> list[models.Model]:
    """Insert tracked rows of one model in one statement, their history entries in a second."""
    if not rows:
        return []
    saved: list[models.Model] = bulk_create_with_history(
        list(rows),
        type(rows[0]),
        default_user=by,
        default_date=at,
        default_change_reason=reason,
    )
    return saved


def save_many_as(
    rows: Sequence[models.Model], fields: Sequence[str], *, by: Any, at: datetime, reasons: Sequence[str]
) -> None:
    """Write `fields` of tracked rows of one model in one statement, their history entries in a second.

    `reasons`: one for each row.
    """
    if not rows:
        return
    for row, reason in zip(rows, reasons, strict=True):
        row._history_user = by  # type: ignore[attr-defined]
        row._change_reason = reason  # type: ignore[attr-defined]
    bulk_update_with_history(rows, type(rows[0]), fields, default_date=at)
