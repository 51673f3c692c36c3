"""What the limits of a chart say of a point, in words: the same on every page that draws one."""

from django.utils.translation import gettext as _

from feedback.attribute_charts import Point
from feedback.run_rules import Rule


def called(point: Point | None, rules: set[Rule], *, run: tuple[str, str]) -> str:
    """ "" within the limits. `run`: eight on one side of the mean, above and below, in the words of the page."""
    if point is None or not rules:
        return ""
    above = point.deviation > 0
    if Rule.OUTSIDE in rules:
        return _("über der Grenze") if above else _("unter der Grenze")
    return run[0] if above else run[1]
