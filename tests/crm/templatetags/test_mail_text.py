"""The plain text of a mail as HTML: escaped, and only addresses of ours become links under words."""

from django.conf import settings
from django.test import override_settings

from crm.templatetags.mail_text import mail_text


@override_settings(PUBLIC_URL="https://crm.example.org")
def test_links_in_a_row_stand_together_under_their_words() -> None:
    ours = settings.PUBLIC_URL
    html = mail_text(f"Wie war es?\n9: {ours}/u/?nps=9&a=1\n10 gern: {ours}/u/?nps=10\n\nDanke <b>")
    assert html == (
        "<p>Wie war es?</p>\n"
        f'<p class="answers"><a class="answer" href="{ours}/u/?nps=9&amp;a=1">9</a>\n'
        f'<a class="answer" href="{ours}/u/?nps=10">10 gern</a></p>\n'
        "<p>Danke &lt;b&gt;</p>"
    )


@override_settings(PUBLIC_URL="https://crm.example.org")
def test_an_address_of_somebody_else_is_shown_as_it_is() -> None:
    html = mail_text("Antwort: https://evil.example/x\nzwei")
    assert html == ('<p>Antwort: <a href="https://evil.example/x">https://evil.example/x</a><br>zwei</p>')
