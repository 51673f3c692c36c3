"""Salutation, title and firm are told apart; the rest is said to be unknown."""

import pytest

from contacts.importing.courtesy import Courtesy, read_courtesy, read_title


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("", Courtesy()),
        ("Frau", Courtesy("ms")),
        ("Herrn", Courtesy("mr")),
        ("Mrs.", Courtesy("ms")),
        ("w", Courtesy("ms")),
        ("divers", Courtesy("neutral")),
        ("Herr Prof. Dr. h. c.", Courtesy("mr", "Prof. Dr. h. c.")),
        ("Firma", Courtesy(is_firm=True)),
        ("Familie", Courtesy(unknown="Familie")),
    ],
)
def test_a_column_salutation(text: str, courtesy: Courtesy) -> None:
    assert read_courtesy(text) == courtesy


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [("Dr.", Courtesy(title="Dr.")), ("Mr.", Courtesy("mr")), ("Graf", Courtesy(title="Graf"))],
)
def test_a_column_title_may_hold_the_salutation(text: str, courtesy: Courtesy) -> None:
    assert read_title(text) == courtesy
