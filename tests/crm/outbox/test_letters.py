"""A letter is the same words twice: as plain text and as a page."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from pytest_django import DjangoAssertNumQueries, Settings

from crm.company.models import Installation, User
from crm.outbox.letters import letter_of
from crm.outbox.models import Notice
from tests.factories.company import make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _company(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://crm.example.org"
    Installation.objects.create(company_name="Lindauer Saiten", created_at=NOW)


def notice(user: User | None = None, **facts: Any) -> Notice:
    filled = {
        "medium": Notice.MAIL,
        "recipient": user,
        "address": user.email if user else "kundin@example.org",
        "dedupe_key": "mention:17",
        "subject_key": "case:17",
        "kind": "mention",
        "subject": "Stufe 1: #17 Riss <im> Steg",
        "text": "Die Antwort war fällig.\n\nBitte & danke.",
        "path": "/vorgaenge/17/",
        "created_at": NOW,
        "not_before": NOW,
        **facts,
    }
    return Notice.objects.create(**filled)


def html_of(letter: EmailMultiAlternatives) -> str:
    [(page, kind)] = letter.alternatives
    assert kind == "text/html"
    return str(page)


def test_a_colleague_reads_what_it_is_about_and_where_to_choose() -> None:
    lena = make_user(email="lena@example.org")
    letter = letter_of(notice(lena))
    assert letter.body.splitlines() == [
        "Die Antwort war fällig.",
        "",
        "Bitte & danke.",
        "",
        "https://crm.example.org/vorgaenge/17/",
        "",
        "--",
        "Diese E-Mail hat Anklang geschickt, das Werkzeug Ihrer Firma für Kontakte und Vorgänge.",
        "Was Sie per E-Mail bekommen, wählen Sie hier:",
        "https://crm.example.org/ich/",
    ]
    page = html_of(letter)
    assert '<html lang="de">' in page
    assert "<h1>Stufe 1: #17 Riss &lt;im&gt; Steg</h1>" in page
    assert "<p>Bitte &amp; danke.</p>" in page
    assert 'href="https://crm.example.org/vorgaenge/17/">In Anklang öffnen</a>' in page
    assert 'href="https://crm.example.org/ich/"' in page
    assert "Lindauer Saiten" in page


def test_a_customer_reads_nothing_about_the_tool() -> None:
    letter = letter_of(notice(None, path="/umfrage/abc/", text="Abmelden:\nhttps://crm.example.org/stop/"))
    assert letter.body == (
        "Abmelden:\nhttps://crm.example.org/stop/\n\nhttps://crm.example.org/umfrage/abc/\n"
    )
    page = html_of(letter)
    assert 'href="https://crm.example.org/umfrage/abc/">Hier öffnen</a>' in page
    assert 'href="https://crm.example.org/stop/"' in page
    assert "Anklang" not in page
    assert "/ich/" not in page


def test_the_frame_is_in_the_language_of_the_reader() -> None:
    letter = letter_of(
        notice(make_user(email="jo@example.org", language="en"), subject="Step 1", text="Due.")
    )
    page = html_of(letter)
    assert '<html lang="en">' in page
    assert "Open in Anklang" in page
    assert str(letter.body).splitlines()[-2] == "You choose here what you get by e-mail:"


def test_a_digest_tells_each_part_with_its_own_way(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lena = make_user(email="lena@example.org")
    digest = notice(lena, dedupe_key="digest", kind="digest", subject="2 neue Hinweise", path="/hinweise/")
    for number in (17, 18):
        notice(
            lena,
            dedupe_key=f"m{number}",
            subject=f"Nennt Sie: #{number}",
            text=f"Text {number}",
            path=f"/vorgaenge/{number}/",
            gathers=True,
            gathered_in=digest,
        )
    with django_assert_num_queries(2):  # what it carries, and the company
        letter = letter_of(digest)
    assert letter.body.startswith(
        "Nennt Sie: #17\nText 17\nhttps://crm.example.org/vorgaenge/17/\n\n"
        "Nennt Sie: #18\nText 18\nhttps://crm.example.org/vorgaenge/18/\n\n--"
    )
    page = html_of(letter)
    assert page.count('<a class="act"') == 2
    assert "<h2>Nennt Sie: #18</h2>" in page


def test_both_parts_are_whole_mails() -> None:
    message = letter_of(notice(make_user(email="lena@example.org"))).message()
    assert message.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    assert message["Auto-Submitted"] == "auto-generated"
