import pytest

from crm.templatetags.charts import axis, paint


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (2.5, "2,5"), (8000, "8.000"), (250_000, "250 Tsd."), (1_200_000, "1,2 Mio.")],
)
def test_numbers_beside_an_axis_stay_short(value: float, words: str) -> None:
    assert axis(value) == words


def test_second_and_fourth_part_have_a_pattern() -> None:
    assert [bool(paint(number)) for number in range(1, 6)] == [False, True, False, True, False]
