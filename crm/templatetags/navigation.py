"""The main areas of the product, as the bar and its menu show them."""

from dataclasses import dataclass, replace

from django import template
from django.template import Context
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from crm.company.models import User
from crm.company.permissions import keeps_data
from crm.lib.addresses import address
from crm.lib.live import live_version
from crm.lib.shown import Shown

register = template.Library()

# Address name and label. What is not reachable yet stays out of the bar.
SECTIONS = (
    ("capture", _("Erfassen")),
    ("work", _("Meine Arbeit")),
    ("customers", _("Kunden")),
    ("answers", pgettext_lazy("heading", "Antworten")),
    ("master_data", _("Stammdaten")),
    ("voices", _("Stimmen")),
    ("ideas", _("Ideen")),
    ("goals", _("Zielbild")),
)
# A tablet has room for five words; these stand under "Mehr" there.
WIDE_ONLY = frozenset({"answers", "ideas", "master_data"})
MAKES_WAY = _("Stimmen")
FOR_KEEPERS = frozenset({"master_data"})


@dataclass(frozen=True)
class SectionLink(Shown):
    url: str
    label: str
    current: bool
    wide_only: bool = False
    count: int = 0
    count_label: str = ""


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[SectionLink]:
    """Links to the main areas; the one we are in is current.

    A page below another address (a case belongs to the work) names its area as `section` in its context.
    """
    request = context.get("request")
    path = request.path if request else ""
    user = context.get("user")
    links = []
    for name, label in SECTIONS:
        if name in FOR_KEEPERS and not (isinstance(user, User) and keeps_data(user)):
            continue
        try:
            url = address(name)
        except NoReverseMatch:
            continue
        current = context["section"] == name if "section" in context else path.startswith(url)
        count = context.get("work_count") or 0 if name == "work" else 0
        words = ngettext("%(count)s Vorgang", "%(count)s Vorgänge", count) % {"count": count} if count else ""
        links.append(SectionLink(url, str(label), current, name in WIDE_ONLY, count, words))
    if any(link.current and link.wide_only for link in links):  # it takes the place of another word there
        links = [replace(link, wide_only=link.wide_only or link.label == str(MAKES_WAY)) for link in links]
    return links


@register.simple_tag(takes_context=True)
def live_state(context: Context) -> str:
    """What the bar of this page shows now; the server is asked later whether it still does."""
    return live_version(int(str(context.get("notice_count") or 0)), str(context.get("watchdog_banner") or ""))
