"""Each period stands in its own band, on the same scale as the line."""

import pytest

from crm.lib.charts import Frame
from crm.lib.charts_steps import stepped

FRAME = Frame(left=0, right=40, top=0, bottom=100)


def test_bands_step_from_period_to_period_and_end_at_the_frame() -> None:
    drawn = stepped([5, 10, 0], [(2, 8), (1, 9), (4, 6)], mean=5, frame=FRAME)
    assert list(drawn.trend.points) == [(0, 50.0), (20.0, 0.0), (40.0, 100.0)]
    upper = "0,20.0 10.0,20.0 10.0,10.0 30.0,10.0 30.0,40.0 40,40.0"
    lower = "40,60.0 30.0,60.0 30.0,90.0 10.0,90.0 10.0,80.0 0,80.0"
    assert drawn.areas == (f"{upper} {lower}",)
    assert drawn.trend.band == (40.0, 20.0)  # of the newest


def test_a_period_without_anything_parts_the_band() -> None:
    drawn = stepped([5, None, 5], [(0, 10), None, (0, 10)], mean=5, frame=FRAME)
    assert len(drawn.areas) == 2
    with pytest.raises(ValueError, match="no limits"):
        stepped([None], [None], mean=5)
