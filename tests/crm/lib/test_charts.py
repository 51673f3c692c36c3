import pytest

from crm.lib import charts


def test_gauge_spreads_the_rail_from_its_start_to_everything() -> None:
    drawn = charts.gauge(0.872, target=0.9, was=0.86, interval=(0.856, 0.888), start=0.6)
    assert (drawn.start, drawn.bead, drawn.peg) == (0.6, 199.9, 220.5)
    assert (drawn.was, drawn.interval) == (191.1, (188.2, 211.7))
    assert (drawn.peg_label, drawn.peg_anchor) == (220.5, "middle")


def test_gauge_keeps_the_bead_clear_of_the_peg_at_the_end() -> None:
    drawn = charts.gauge(1.0, target=1.0)
    assert (drawn.bead, drawn.fill, drawn.peg) == (285.0, 294.0, 294.0)
    assert (drawn.peg_label, drawn.peg_anchor) == (296.0, "end")


@pytest.mark.parametrize(("share", "was", "start"), [(0.37, None, 0.3), (0.8, 0.12, 0.1), (0.0, None, 0.0)])
def test_gauge_begins_lower_where_a_bead_would_fall_off(
    share: float, was: float | None, start: float
) -> None:
    drawn = charts.gauge(share, target=0.9, was=was)
    assert drawn.start == start
    assert drawn.bead >= 0


def test_dots_shows_one_per_case_and_counts_the_rest() -> None:
    assert charts.dots(0) == charts.Dots((), 0)
    assert charts.dots(2) == charts.Dots((14.0, 31.0), 0)
    many = charts.dots(30)
    assert (len(many.dots), many.more) == (12, 18)
    assert many.dots[-1] < charts.GAUGE_WIDTH


def test_trend_puts_the_highest_value_on_top() -> None:
    drawn = charts.trend([0, 10, 5], limits=(2, 8), mean=5, target=10)
    assert drawn.points == ((4.0, 40.0), (86.0, 4.0), (168.0, 22.0))
    assert drawn.lines == ("4.0,40.0 86.0,4.0 168.0,22.0",)
    assert (drawn.band, drawn.mean, drawn.target) == ((11.2, 21.6), 22.0, 4.0)
    assert drawn.last == (168.0, 22.0)


def test_trend_hangs_provisional_values_on_the_settled_line() -> None:
    drawn = charts.trend([0, 10, 5], provisional=1)
    assert drawn.lines == ("4.0,40.0 86.0,4.0",)
    assert drawn.soft == "86.0,4.0 168.0,22.0"


def test_trend_leaves_a_gap_where_nothing_was_counted() -> None:
    drawn = charts.trend([0, 10, None, None, 5, 5])
    assert drawn.lines == ("4.0,40.0 36.8,4.0", "135.2,22.0 168.0,22.0")


@pytest.mark.parametrize("values", [[], [None, None], [3], [3, 3, 3]])
def test_trend_draws_little_or_level_data_without_failing(values: list[float | None]) -> None:
    drawn = charts.trend(values)
    assert len(drawn.points) == sum(value is not None for value in values)
    assert all(charts.SPARK.top <= y <= charts.SPARK.bottom for _, y in drawn.points)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(8, 32, [10, 20, 30]), (0, 1, [0, 0.5, 1]), (0.81, 0.94, [0.85, 0.9]), (4, 4, [4])],
)
def test_trend_labels_round_values_only(low: float, high: float, ticks: list[float]) -> None:
    assert [value for _, value in charts.trend([low, high]).ticks] == ticks


@pytest.mark.parametrize(("share", "dash"), [(0, 0.0), (0.86, 172.9), (1, 201.1), (1.2, 201.1)])
def test_ring_goes_round_once_at_most(share: float, dash: float) -> None:
    assert charts.ring(share) == (dash, 201.1)


@pytest.mark.parametrize(("share", "x"), [(-0.1, 6.0), (0.2, 27.6), (1, 114.0), (3.5, 114.0)])
def test_string_bead_stays_on_the_string(share: float, x: float) -> None:
    assert charts.string(share) == x


@pytest.mark.parametrize("limits", [(84.0, 84.4), (40.0, 90.0), (83.0, 83.1)])
def test_the_words_beside_a_chart_never_stand_on_each_other(limits: tuple[float, float]) -> None:
    drawn = charts.trend([83.0, 100.0], limits=limits, mean=sum(limits) / 2, frame=charts.CHART)
    assert drawn.beside is not None
    upper, mean, lower = drawn.beside
    assert mean - upper >= charts.LINE
    assert lower - mean >= charts.LINE
    assert lower <= charts.CHART.bottom + charts.LINE / 2
    assert charts.trend([1.0, 2.0]).beside is None
