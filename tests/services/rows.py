"""Every row of every table, to see that nothing was written."""

from django.apps import apps


def every_row() -> dict[str, list[tuple[object, ...]]]:
    """By table; also what managers hide."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model._meta.managed
    }
