"""The mail that says "what you wished for is there". Its only link is the one to hear no more of this."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.consent import mail_subject
from contacts.models import Purpose
from crm.company.calendars import installation
from crm.outbox.models import Notice
from feedback.models import IdeaNews

KIND: Final = "idea_news"


def news_mail(news: IdeaNews, *, text: str, token: str, address: str) -> Notice:
    """The notice; `text` are the company's own words. The address below it ends with the key."""
    company = str(installation())
    words = {"name": news.customer.name, "idea": news.idea.title, "text": text, "company": company}
    told = _(
        "Guten Tag %(name)s,\n\n"
        "Sie hatten sich etwas von uns gewünscht: %(idea)s. Das gibt es jetzt.\n\n"
        "%(text)s\n\n"
        "Danke, dass Sie es uns gesagt haben.\n"
        "%(company)s\n\n"
        "Möchten Sie keine solchen Nachrichten mehr? Hier genügt ein Tippen:"
    )
    return Notice(
        medium=Notice.MAIL,
        address=address,
        dedupe_key=f"{KIND}:{news.pk}",
        subject_key=mail_subject(Purpose.NEWS, news.customer_id),
        kind=KIND,
        subject=(_("%(company)s: Ihr Wunsch ist umgesetzt") % {"company": company})[:200],
        text=told % words,
        path=reverse("news_opt_out", args=[token]),
        created_at=news.created_at,
        not_before=news.created_at,
    )


def token_in(mail: Notice) -> str:
    """The key in the link of a mail that waits."""
    return mail.path.strip("/").split("/")[1]
