"""Limits of p, c and u charts against published numbers. Each line says where it was read, or that it is arithmetic.

Looked up on 22 November 2026. "Read" means that a page showed the number itself; where it says "of the book" alone, no
page that could be opened shows it, and the number follows from data or centre of the book by its own formula. "As qcc
prints it" is the output of R's package qcc 2.7 for the data of the book, read in the tests of two public ports of it;
one of them also holds data and limits of the NIST/SEMATECH e-Handbook, 6.3.3.1 and 6.3.3.2.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.attribute_charts import Chart, c_chart, p_chart, u_chart
from feedback.run_rules import CALM, signals

# Montgomery, Introduction to Statistical Quality Control, table 7.7 (6.7 in earlier editions): faults in 26 samples
# of 100 boards. Data read at askfilo.com, question 3335303438393930.
BOARDS = [
    21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15
]  # fmt: skip

WAFERS = [
    16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13
]  # fmt: skip


def _of(chart: Chart | None, places: int) -> tuple[float, float, float]:
    """Lower limit, centre and upper limit of the first period."""
    assert chart is not None
    point = chart.points[0]
    assert point is not None
    return round(point.lower, places), round(chart.centre, places), round(point.upper, places)


@pytest.mark.parametrize(
    ("centre", "size", "places", "expected"),
    [
        # Montgomery, orange juice, 30 samples of 50, 347 of 1,500; read as qcc prints it. The same data and the centre
        # 0.2313 stand in the NIST/SEMATECH e-Handbook 6.3.3.2; read at quesba.com 1745595 and elitewritings.net.
        (347 / 1500, 50, 6, (0.052428, 0.231333, 0.410239)),
        # Montgomery, solution of exercise 6-1 and its second round; read at studylib.net/doc/5843912.
        (117 / 2000, 100, 4, (0.0, 0.0585, 0.1289)),
        (102 / 1900, 100, 4, (0.0, 0.0537, 0.1213)),
        # An Introduction to Business Statistics, example 16.6; read at fliphtml5.com/eraqv/ufcc, page 489.
        (320 / 2000, 200, 4, (0.0822, 0.16, 0.2378)),
        # Samples of 400; read at justaaa.com/statistics-and-probability/90864.
        (0.15, 400, 4, (0.0964, 0.15, 0.2036)),
        # 72 of 2,880 in 20 samples of 144; read at coursehero.com/file/51428585.
        (72 / 2880, 144, 3, (0.0, 0.025, 0.064)),
    ],
)
def test_p_charts_as_published(
    centre: float, size: int, places: int, expected: tuple[float, float, float]
) -> None:
    assert _of(p_chart([(centre * size, size)]), places) == expected


def test_a_p_chart_in_whole_numbers_as_the_qcc_package_prints_it() -> None:
    """R's qcc 2.7, 50 lots of 200 wafers, np: centre 7.14, UCL 15.01184; read at rstudio-pubs 1407303."""
    chart = p_chart([(7.14, 200)])
    assert chart is not None
    assert chart.points[0] is not None
    assert 200 * chart.points[0].upper == pytest.approx(15.01184, abs=5e-6)
    assert chart.points[0].lower == 0.0


@pytest.mark.parametrize(
    ("centre", "places", "expected"),
    [
        # Montgomery, boards: all 26 samples, read as qcc prints it (the book rounds on the way to 33.22); and without
        # samples 6 and 20, limits of the book (example 7.3).
        (516 / 26, 5, (6.48145, 19.84615, 33.21086)),
        (472 / 24, 2, (6.36, 19.67, 32.97)),
        # NIST/SEMATECH e-Handbook 6.3.3.1, 25 wafers with 400 faults: 16, 28 and 4, read with the counts below.
        (400 / 25, 0, (4.0, 16.0, 28.0)),
    ],
)
def test_c_charts_as_published(centre: float, places: int, expected: tuple[float, float, float]) -> None:
    assert _of(c_chart([0], centre=centre), places) == expected


def test_the_wafers_of_the_handbook_show_the_one_that_lies_outside() -> None:
    """NIST/SEMATECH e-Handbook 6.3.3.1: 28 faults lie on the limit, 31 beyond it."""
    chart = c_chart(WAFERS)
    assert chart is not None
    assert (sum(WAFERS), chart.centre) == (400, 16.0)
    assert [number for number, each in enumerate(chart.points, 1) if each and each.is_outside] == [24]


def test_the_boards_show_the_two_samples_that_the_book_leaves_out() -> None:
    """Sums 516 and 472 as in the book; samples 6 and 20 lie outside."""
    chart = c_chart(BOARDS)
    assert chart is not None
    assert sum(BOARDS) == 516
    assert [number for number, each in enumerate(chart.points, 1) if each and each.is_outside] == [6, 20]
    rest = [count for number, count in enumerate(BOARDS, 1) if number not in (6, 20)]
    assert sum(rest) == 472


@pytest.mark.parametrize(
    ("centre", "size", "places", "expected"),
    [
        # Montgomery, shipping errors, 20 weeks of 50, centre 0.0740: limits of the book (example 7.4).
        (0.074, 50, 4, (0.0, 0.074, 0.1894)),
        # Montgomery and Runger, example 15-5: 5 boards a sample, centre 1.6 (read at solutioninn.com, "U chart
        # for printed circuit boards"); upper limit of the book.
        (1.6, 5, 1, (0.0, 1.6, 3.3)),
        # Montgomery, dyed cloth, 153 faults in 107.5 units, goes on with 1.42: rolls of 8 and of 13 units in the book
        # (table 7.11). Limits that follow the size, u +- 3 sqrt(u / n): read at vaia.com (Devore, problem 16-27).
        (1.42, 8, 2, (0.16, 1.42, 2.68)),
        (1.42, 13, 2, (0.43, 1.42, 2.41)),
    ],
)
def test_u_charts_as_published(
    centre: float, size: float, places: int, expected: tuple[float, float, float]
) -> None:
    assert _of(u_chart([(0, size)], centre=centre), places) == expected


def test_without_anything_counted_there_is_no_chart_and_an_empty_week_has_no_point() -> None:
    assert u_chart([(0, 0), (0, 0)]) is None
    chart = u_chart([(3, 10), (0, 0), (5, 10)])
    assert chart is not None
    assert chart.centre == 0.4
    assert chart.points[1] is None
    assert chart.deviations[1] is None


def test_a_share_that_never_strays_lies_on_the_centre() -> None:
    chart = p_chart([(5, 5), (7, 7)])
    assert chart is not None
    assert chart.deviations == [0.0, 0.0]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=30))
def test_outside_and_three_deviations_are_the_same_above_the_centre(periods: list[tuple[int, int]]) -> None:
    chart = u_chart(periods)
    assert chart is not None
    for point in chart.points:
        assert point is not None
        assert point.lower <= chart.centre <= point.upper
        if abs(point.deviation - 3) > 1e-9:
            assert (point.value > point.upper) == (point.deviation > 3)


@pytest.mark.parametrize("contacts", [7, 30, 70, 110])
def test_weeks_that_are_all_alike_lie_on_the_centre_and_call_nothing(contacts: int) -> None:
    """Per 1,000: 0.07 units have no exact number, and their sum would put every week on one side of the mean."""
    chart = u_chart([(1, contacts / 1000)] * 13)
    assert chart is not None
    assert chart.deviations == [0.0] * 13
    assert signals(chart.deviations, CALM) == [set()] * 13
