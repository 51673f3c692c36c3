"""Extensions as telephone systems name them: "12", "w3", "+49 7531 123-17". Folded, so that both sides agree."""

from django.db.models import QuerySet

from crm.company.models import User
from crm.lib.phones import digits


def folded(said: str) -> str:
    """Only the digits, unless there are letters; then as typed, in small ones."""
    text = said.strip()
    if any(sign.isalpha() for sign in text):
        return text.casefold()
    return digits(text).removeprefix("00")


def people_at(extensions: tuple[str, ...]) -> "QuerySet[User]":
    """Whose own extension one of them is."""
    wanted = {folded(each) for each in extensions} - {""}
    return User.objects.filter(is_active=True, extension__in=wanted).order_by("pk")
