"""Pages of a list that may be endless, counted only as far as anybody turns them; what is further is searched for."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST: Final = 1_000


class Pages(Paginator):  # type: ignore[type-arg]  # cannot be subscripted while the program runs
    """Of a queryset; `count` ends at `MOST`, and so do the pages. `has_more`: there are more than they show."""

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST)

    @cached_property
    def has_more(self) -> bool:
        return self._counted > MOST

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        counted: int = rows.order_by().values("pk")[: MOST + 1].count()
        return counted
