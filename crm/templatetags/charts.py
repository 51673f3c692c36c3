"""Geometry of charts whose input is a bare number, for the components that draw them."""

from django import template

from crm.lib import charts

register = template.Library()


@register.filter
def string_bead(share: float | str) -> float:
    return charts.string(float(share))


@register.filter
def ring_dash(share: float | str) -> tuple[float, float]:
    return charts.ring(float(share))
