"""The one-way street, where import-linter cannot see it: foreign keys, signals and the environment."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from django.db.models.fields.related import RelatedField

ROOT = Path(settings.BASE_DIR)
# From left to right: each app may point at itself and at every app after it.
STREET = ["feedback", "cases", "contacts", "outbox", "company"]
SIBLINGS = ["desk", "dashboard"]  # they stand left of the street and do not know each other
OURS = {*STREET, *SIBLINGS}
PACKAGES = ["crm", "contacts", "cases", "feedback"]
SIGNALS = {"receiver", "Signal", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}
ENVIRONMENT = {"environ", "environb", "getenv"}


def our_relations() -> "list[tuple[type[Model], RelatedField[Any, Any]]]":
    """Every relation from one of our models, history models included, to any model."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS
        for field in model._meta.get_fields()
        if isinstance(field, Field) and isinstance(field, RelatedField)
    ]


def may_point(source: str, target: str) -> bool:
    if source == target or target not in OURS:
        return True
    if target in SIBLINGS:
        return False
    return source in SIBLINGS or STREET.index(source) < STREET.index(target)


def our_files() -> list[Path]:
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def modules_imported_by(path: Path) -> set[str]:
    """Every module a file takes something from; `from contacts import search` counts as "contacts.search"."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(), filename=str(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            is_package = (ROOT / node.module.replace(".", "/")).is_dir()
            found |= {f"{node.module}.{alias.name}" if is_package else node.module for alias in node.names}
    return found


def names_in(path: Path) -> Iterator[str]:
    """Every name a file imports or takes from something, `os.environ` as "environ"."""
    for node in ast.walk(ast.parse(path.read_text(), filename=str(path))):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_every_app_of_ours_is_placed_on_the_street() -> None:
    installed = {
        config.label for config in apps.get_app_configs() if config.name.partition(".")[0] in PACKAGES
    }
    assert installed - {"crm"} == OURS


def test_foreign_keys_between_apps_point_to_the_right() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in our_relations()
        if not may_point(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert wrong == []


def test_foreign_keys_between_apps_leave_no_name_on_the_other_side() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} (related_name={field.remote_field.related_name})"
        for model, field in our_relations()
        if field.related_model._meta.app_label in OURS - {model._meta.app_label}
        and not str(field.remote_field.related_name).endswith("+")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "target", "allowed"),
    [
        ("cases", "contacts", True),
        ("contacts", "cases", False),
        ("desk", "company", True),
        ("company", "desk", False),
        ("desk", "dashboard", False),
        ("cases", "auth", True),
    ],
)
def test_the_street_has_one_direction(source: str, target: str, allowed: bool) -> None:
    assert may_point(source, target) is allowed


def test_models_stand_on_the_ground_floor() -> None:
    """A model knows models, the library and who may see what; the acts know the models, not the reverse."""
    wrong = [
        f"{path.relative_to(ROOT)} -> {module}"
        for path in our_files()
        if "models" in {*path.parts, path.stem}
        for module in sorted(modules_imported_by(path))
        if module.split(".")[0] in PACKAGES
        and "models" not in module.split(".")
        and not module.startswith(("crm.lib.", "crm.company.permissions"))
    ]
    assert wrong == []


def test_no_rule_hides_behind_a_signal() -> None:
    wrong = [str(path.relative_to(ROOT)) for path in our_files() if SIGNALS & set(names_in(path))]
    assert wrong == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [str(path.relative_to(ROOT)) for path in our_files() if ENVIRONMENT & set(names_in(path))]
    # Django and Celery are told where the settings are before there are any; `serve --lan` starts itself with others.
    allowed = {"crm/settings.py", "crm/wsgi.py", "crm/celery.py", "crm/management/commands/serve.py"}
    assert set(readers) <= allowed
