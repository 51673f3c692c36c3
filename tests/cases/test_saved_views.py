"""One's own views: a filtered list under a name, at most a dozen, for nobody else."""

from collections.abc import Iterator

import pytest
import time_machine

from cases.models import MOST_VIEWS, SavedView
from cases.saved_views import delete_view, rename_view, save_view, views_of
from crm.company.models import User
from crm.lib.acts import Refused
from tests.cases.pages import MONDAY, opened, signed_in, text_of
from tests.factories.cases import make_policy, make_topic
from tests.factories.company import make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MAILS = "liste=team&kanal=email"


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def clerk() -> User:
    return make_user()


def names(user: User) -> list[str]:
    return [view.name for view in views_of(user)]


def test_views_stand_in_the_order_in_which_they_were_saved(clerk: User) -> None:
    first, _second = (save_view(clerk, name=name, query=MAILS) for name in ("Mails", "Briefe"))
    save_view(make_user(), name="Mails", query=MAILS)
    assert names(clerk) == ["Mails", "Briefe"]
    delete_view(first)
    save_view(clerk, name="Anrufe", query=MAILS)
    assert names(clerk) == ["Briefe", "Anrufe"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("  ", "einen Namen"), ("Mails", "haben Sie schon"), ("x" * 41, "zu lang"), ("a\x00", "Zeichen")],
)
def test_a_name_that_cannot_be_is_refused(clerk: User, name: str, said: str) -> None:
    save_view(clerk, name="Mails", query=MAILS)
    other = save_view(clerk, name="Briefe", query=MAILS)
    with pytest.raises(Refused, match=said):
        save_view(clerk, name=name, query=MAILS)
    with pytest.raises(Refused, match=said):
        rename_view(other, name=name)
    assert rename_view(other, name="Briefe").name == "Briefe"
    assert names(clerk) == ["Mails", "Briefe"]


def test_a_dozen_is_enough_and_a_gap_is_used(clerk: User) -> None:
    for number in range(MOST_VIEWS):
        save_view(clerk, name=str(number), query=MAILS)
    with pytest.raises(Refused, match="Mehr als 12"):
        save_view(clerk, name="noch eine", query=MAILS)
    delete_view(SavedView.objects.get(user=clerk, name="4"))
    assert save_view(clerk, name="noch eine", query=MAILS).position == 5


def test_from_the_filter_to_a_tab_renamed_and_dropped(clerk: User) -> None:
    make_policy(first_response=240)
    topic = make_topic(make_team((clerk,)))
    for channel in ("email", "email", "phone"):
        opened(topic, by=clerk, channel=channel)
    browser = signed_in(clerk)
    sent = browser.post("/arbeit/ansichten/", {"liste": "team", "kanal": "email", "name": "Mails"})
    assert sent["Location"] == f"/arbeit/?{MAILS}"
    page = browser.get(sent["Location"])
    assert "Die Ansicht „Mails“ ist gesichert." in page.content.decode()
    assert "Mails 2" in text_of(page)
    assert page.content.decode().partition('id="inhalt"')[2].count('aria-current="page"') == 1
    assert f'<a href="?{MAILS.replace("&", "&amp;")}">' in browser.get("/arbeit/").content.decode()
    view = SavedView.objects.get(user=clerk)
    browser.post(f"/arbeit/ansichten/{view.pk}/", {"name": "Post"})
    assert names(clerk) == ["Post"]
    assert browser.post(f"/arbeit/ansichten/{view.pk}/loeschen/")["Location"] == f"/arbeit/?{MAILS}"
    assert names(clerk) == []


def test_a_name_that_was_refused_can_be_mended(clerk: User) -> None:
    save_view(clerk, name="Mails", query="liste=alle&kanal=email")
    page = signed_in(clerk).post(
        "/arbeit/ansichten/", {"liste": "team", "kanal": "email", "name": "Mails"}, follow=True
    )
    html = page.content.decode()
    assert "Eine Ansicht „Mails“ haben Sie schon." in html
    assert 'required value="Mails"' in html


def test_the_view_of_somebody_else_is_not_there(clerk: User) -> None:
    view = save_view(make_user(), name="Mails", query=MAILS)
    for address in (f"/arbeit/ansichten/{view.pk}/", f"/arbeit/ansichten/{view.pk}/loeschen/"):
        assert signed_in(clerk).post(address, {"name": "Meins"}).status_code == 404
    assert "Mails" not in text_of(signed_in(clerk).get("/arbeit/"))
    view.refresh_from_db()
    assert view.name == "Mails"
