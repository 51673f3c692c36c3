"""A row leads only where its reader may go."""

import pytest

from crm.company.models import Role, User
from crm.dashboard.figures.blocks import Block, Row, Subject
from crm.dashboard.figures.reach import within_reach


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("role", "urls"),
    [(Role.FRONTDESK, ["", "?kanal=phone"]), (Role.LEAD, ["/herkunft/quelle/1/", "?kanal=phone"])],
)
def test_what_a_source_brought_opens_for_keepers_only(role: Role, urls: list[str]) -> None:
    rows = tuple(
        Row(label=url, values=(1.0,), shown=("1",), url=url)
        for url in ("/herkunft/quelle/1/", "?kanal=phone")
    )
    block = Block(code="b", title="B", kind="bars", meaning="", columns=("", ""), rows=rows)
    told = Subject(code="s", title="S", question="?", headlines=(), blocks=(block,))
    found = within_reach(told, User(role=role))
    assert [row.url for row in found.blocks[0].rows] == urls
    assert [row.shown for row in found.blocks[0].rows] == [("1",), ("1",)]
