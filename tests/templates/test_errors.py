import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("400", "Diese Anfrage konnten wir nicht lesen."),
        ("403", "Das ist für Sie nicht offen."),
        ("403_csrf", "Diese Seite war zu lange offen."),
        ("404", "Diese Seite gibt es nicht."),
        ("429", "Das waren viele Versuche auf einmal."),
        ("500", "Das hat nicht geklappt, es liegt an uns."),
    ],
)
def test_error_page_needs_nothing_from_the_broken_request(status: str, sentence: str) -> None:
    page = render_to_string(f"{status}.html")
    assert f"<h1>{sentence}</h1>" in page
    assert "data-failed" in page  # typed text stays on the device
