"""A row leads only where its reader may go: what a source brought opens for those who keep all customers' data."""

from dataclasses import replace

from django.urls import reverse

from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.dashboard.figures.blocks import Block, Subject


def within_reach(subject: Subject, user: User) -> Subject:
    """The same numbers, without addresses that would be refused."""
    if keeps_data(user):
        return subject
    return replace(subject, blocks=tuple(_open(block, reverse("origins")) for block in subject.blocks))


def _open(block: Block, closed: str) -> Block:
    rows = (replace(row, url="") if row.url.startswith(closed) else row for row in block.rows)
    return replace(block, rows=tuple(rows))
