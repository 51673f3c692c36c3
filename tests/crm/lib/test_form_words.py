"""An empty or unreadable field says what to do."""

import pytest
from django import forms
from django.utils import translation


class Asked(forms.Form):
    reason = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    day = forms.DateField()
    clock = forms.TimeField()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {},
            [
                "Bitte füllen Sie dieses Feld aus.",
                "Bitte wählen Sie etwas aus.",
                "Bitte wählen Sie den Tag.",
                "Bitte nennen Sie die Uhrzeit.",
            ],
        ),
        (
            {"reason": "x", "kind": "b", "day": "morgen", "clock": "neun"},
            [
                "Das steht nicht mehr zur Wahl. Bitte wählen Sie aus der Liste.",
                "Bitte schreiben Sie den Tag zum Beispiel so: 3.12.2026.",
                "Schreiben Sie die Uhrzeit so: 9:30.",
            ],
        ),
    ],
)
def test_a_field_says_what_to_do(typed: dict[str, str], said: list[str]) -> None:
    with translation.override("de"):
        assert [str(texts[0]) for texts in Asked(typed).errors.values()] == said


def test_a_day_as_it_is_proposed_can_be_read() -> None:
    with translation.override("de"):
        form = Asked({"reason": "x", "kind": "a", "day": "3.12.2026", "clock": "9:30"})
        assert form.is_valid()
