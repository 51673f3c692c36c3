"""Choosing several files in a form, or taking a photo with the device."""

from typing import Any

from django import forms

from crm.lib.file_kinds import ENDINGS


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        accept = ",".join(f".{ending}" for ending in ENDINGS)
        super().__init__({"multiple": True, "accept": accept, "class": "field-files", **(attrs or {})})


class PhotoInput(FilesInput):
    """On a phone or tablet it opens the camera; elsewhere it chooses pictures."""

    def __init__(self) -> None:
        super().__init__({"accept": "image/*", "capture": "environment"})


class FilesField(forms.FileField):
    """Gives a list. Whether a file is taken is decided by the act."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(each, initial) for each in data or [] if each]
