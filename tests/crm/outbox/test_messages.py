from datetime import UTC, datetime, time, timedelta

import pytest

from crm.company.models import NoticeWay, User
from crm.outbox.messages import messages_to, next_digest
from crm.outbox.models import Notice

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # 10:00 in Berlin


def told(way: str, *, email: str = "lena@example.org") -> list[Notice]:
    lena = User(pk=7, username="lena", email=email, digest_at=time(7, 30))
    return list(
        messages_to(
            lena,
            way=way,
            kind="mention",
            key="mention:17:7:1",
            subject_key="case:17",
            subject="x" * 300,
            text="Bitte.",
            path="/vorgaenge/17/",
            at=NOW,
            wait=timedelta(seconds=15),
        )
    )


@pytest.mark.parametrize(
    ("way", "media"),
    [
        (NoticeWay.APP, ["app"]),
        (NoticeWay.MAIL, ["mail"]),
        (NoticeWay.BOTH, ["app", "mail"]),
        (NoticeWay.DIGEST, ["app", "mail"]),
    ],
)
def test_each_way_is_what_it_says(way: str, media: list[str]) -> None:
    notices = told(way)
    assert [notice.medium for notice in notices] == media
    assert [notice.dedupe_key for notice in notices] == [f"mention:17:7:1:{medium}" for medium in media]
    assert {len(notice.subject) for notice in notices} == {200}


@pytest.mark.parametrize("way", NoticeWay.values)
def test_without_an_address_nothing_is_lost(way: str) -> None:
    [notice] = told(way, email="")
    assert (notice.medium, notice.address, notice.gathers) == ("app", "", False)


def test_only_the_mail_waits_for_the_digest() -> None:
    app, letter = told(NoticeWay.DIGEST)
    assert (app.gathers, app.not_before) == (False, NOW + timedelta(seconds=15))
    assert (letter.gathers, letter.not_before) == (True, datetime(2026, 3, 3, 6, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 3, 2, 6, 29, tzinfo=UTC), datetime(2026, 3, 2, 6, 30, tzinfo=UTC)),
        (datetime(2026, 3, 2, 6, 30, tzinfo=UTC), datetime(2026, 3, 3, 6, 30, tzinfo=UTC)),
        # over the change to summer time the clock on the wall counts
        (datetime(2026, 3, 28, 9, 0, tzinfo=UTC), datetime(2026, 3, 29, 5, 30, tzinfo=UTC)),
    ],
)
def test_the_next_digest_is_by_the_clock_on_the_wall(at: datetime, expected: datetime) -> None:
    assert next_digest(User(digest_at=time(7, 30)), at) == expected
