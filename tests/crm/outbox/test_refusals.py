"""Why a mail did not leave, as the administration reads it."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest

from crm.outbox.refusals import refusal_words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            SMTPRecipientsRefused({"lena@example.org": (550, b"5.1.1 User\r\nunknown")}),
            "Der Mailserver antwortet: 550 5.1.1 User unknown",
        ),
        (SMTPDataError(552, "too large"), "Der Mailserver antwortet: 552 too large"),
        (SMTPServerDisconnected("gone"), "SMTPServerDisconnected: gone"),
        (SMTPRecipientsRefused({}), "SMTPRecipientsRefused: {}"),
    ],
)
def test_the_answer_of_the_mail_server_is_told_plainly(error: Exception, words: str) -> None:
    assert refusal_words(error) == words


def test_a_long_answer_is_cut() -> None:
    assert len(refusal_words(SMTPDataError(554, "x" * 900))) == 300
