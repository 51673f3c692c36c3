"""What the form of every act on a case has in common."""

from django import forms

from cases.models import Case


class ActForm(forms.Form):
    """`version` is the state of the case the person saw."""

    required_css_class = ""
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)


def text_area(case: Case, name: str, rows: int = 4) -> forms.Textarea:
    """Typed text outlives a lost network: the device keeps it until it is sent."""
    return forms.Textarea(attrs={"rows": rows, "data-draft": f"{name}-{case.number}"})
