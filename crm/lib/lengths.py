"""Free text must fit its column and hold no NUL; too long is said, never cut."""

from django.utils.translation import gettext as _

from crm.lib.acts import refuse


def fitting(field: str, text: str, longest: int) -> str:
    """`text` without outer blanks. Raises Refused when it is longer than `longest` or holds a NUL."""
    text = text.strip()
    if "\x00" in text:
        raise refuse(field, _("Dieser Text enthält ein Zeichen, das sich nicht speichern lässt."))
    if len(text) > longest:
        raise refuse(field, _("Das ist zu lang: höchstens %(longest)d Zeichen.") % {"longest": longest})
    return text


def shortened(text: str, longest: int = 60) -> str:
    """The beginning of a text on one line, by which one recognises it; cut between words."""
    words = " ".join(text.split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"
