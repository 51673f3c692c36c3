from django import forms

from crm.templatetags.forms import control


class Reach(forms.Form):
    phone = forms.CharField(
        label="Telefon", widget=forms.TextInput(attrs={"class": "wide", "placeholder": "Telefon"})
    )
    note = forms.CharField(label="Notiz", widget=forms.Textarea(attrs={"placeholder": "Was ist passiert?"}))


def test_control_adds_the_class_to_those_the_widget_has() -> None:
    assert 'class="field-input wide"' in control(Reach()["phone"])


def test_control_drops_a_placeholder_that_repeats_the_label() -> None:
    assert "placeholder" not in control(Reach()["phone"])
    assert 'placeholder="Was ist passiert?"' in control(Reach()["note"])


def test_control_marks_an_error_for_those_who_listen() -> None:
    shown = control(Reach({"note": "x"})["phone"])
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_phone_error"' in shown
