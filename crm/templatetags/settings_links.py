"""The pages of the Einstellungen as links, in groups, for the person who looks."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import NoReverseMatch

from crm.company.settings_pages import GROUPS, READ, Page
from crm.lib.addresses import address

register = template.Library()


@dataclass(frozen=True)
class PageLink:
    url: str
    label: str
    sentence: str
    current: bool


@dataclass(frozen=True)
class PageGroup:
    label: str
    links: list[PageLink]


@register.simple_tag(takes_context=True)
def settings_links(context: Context) -> list[PageGroup]:
    """What this person may look at and what has an address; the page we are on or below is current."""
    request = context["request"]
    groups = []
    for label, pages in GROUPS:
        links = [
            link
            for page in pages
            if request.user.role in page.may and (link := _link(page, request.path)) is not None
        ]
        if links:
            groups.append(PageGroup(str(label), links))
    return groups


@register.filter
def current_label(groups: list[PageGroup]) -> str:
    """The name of the page we are on, "" on the overview."""
    return next((link.label for group in groups for link in group.links if link.current), "")


@register.filter
def sees_settings(role: str) -> bool:
    return role in READ


def _link(page: Page, path: str) -> PageLink | None:
    try:
        url = address(page.url_name)
    except NoReverseMatch:
        return None
    return PageLink(url, str(page.label), str(page.sentence), path.startswith(url))
