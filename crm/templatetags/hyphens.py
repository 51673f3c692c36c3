"""`{{ name|soft }}`: a text that may break between syllables where it stands in a narrow place."""

from django import template

from crm.lib.hyphenation import soft

register = template.Library()
register.filter("soft", soft)
