"""Reviews of a file: each once, nameless, with its address, in the inbox; nothing is written before it was shown."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contacts.models import Contact
from crm.company.models import Role
from crm.desk.reviews import MOST, read_reviews, take_in, unsealed
from crm.lib.acts import Refused
from feedback.models import Feedback
from tests.cases.pages import text_of
from tests.factories.company import make_site, make_user
from tests.factories.surveys import MONDAY

pytestmark = pytest.mark.django_db
FILE = (
    b"Datum;Sterne;Text;Link;Standort\n"
    b"01.03.2026;5;Sehr freundlich;https://bewertung.example/1;Laden Ulm\n"
    b"irgendwann;zwei;Zu lange gewartet;javascript:alert(1);Mond\n"
    b"02.03.2026;3;;;\n"
    b"01.03.2026;4;sehr  freundlich!;https://bewertung.example/1;\n"
)


def test_each_review_becomes_one_nameless_voice_in_the_inbox() -> None:
    by, site = make_user(), make_site(name="Laden Ulm")
    found = read_reviews(BytesIO(FILE))
    assert ([review.text for review in found.new], found.skipped) == (
        ["Sehr freundlich", "Zu lange gewartet"],
        [4],
    )
    assert take_in(found.new, by=by, at=MONDAY) == 2
    assert take_in(found.new, by=by, at=MONDAY) == 0
    voices = Feedback.objects.order_by("pk").select_related("contact")
    assert [
        (voice.kind, voice.origin, voice.origin_link, voice.site, voice.sorted_at, voice.contact.customer)
        for voice in voices
    ] == [
        ("", "review", "https://bewertung.example/1", site, None, None),
        ("", "review", "", by.site, None, None),
    ]
    assert [voice.contact.text for voice in voices] == [
        "5 Sterne von 5.\nSehr freundlich",
        "Zu lange gewartet",
    ]
    assert f"{voices[0].contact.happened_at:%Y-%m-%d}" == "2026-03-01"
    again = read_reviews(BytesIO(FILE + b"03.03.2026;1;Neu;;\n"))
    assert [review.text for review in again.new] == ["Neu"]


TOO_MANY = b"".join(b"%d mal\n" % number for number in range(MOST + 2))


@pytest.mark.parametrize("content", [b"Name;Ort\nx;y\n", b"Text\n" + TOO_MANY])
def test_a_file_without_words_or_with_too_many_lines_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_reviews(BytesIO(content))


def test_the_page_shows_first_and_takes_in_then() -> None:
    client = Client()
    client.force_login(make_user(Role.BACKOFFICE))
    page = client.post("/stimmen/bewertungen/", {"file": SimpleUploadedFile("b.csv", FILE)})
    assert "2 neue Bewertungen" in text_of(page)
    assert not Contact.objects.exists()
    done = client.post("/stimmen/bewertungen/", {"liste": page.context["sealed"]}, follow=True)
    assert "2 Bewertungen sind im Eingang." in text_of(done)
    forged = client.post("/stimmen/bewertungen/", {"liste": page.context["sealed"][:-3] + "abc"})
    assert forged.status_code == 400
    with pytest.raises(Refused):
        unsealed("x")
