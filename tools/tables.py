"""Writes the first migration of every app anew: all its tables as the steps so far leave them, in one step.

    python -m tools.tables

A new installation takes it and is spared the steps; one that is there already takes the steps, which stay. What a step
does beside tables (an index of one vendor) is named in BESIDE. `make check` compares models and migrations afterwards.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import django
from django.apps import AppConfig, apps

FIRST: Final = "0001_tables"
BESIDE: Final = {
    "contacts": ("0002_search_index", "        migrations.RunPython(beside.build, beside.remove),\n"),
}
HEAD: Final = (
    '"""All tables of this app in one step, for new installations; others take the single steps."""\n'
)


def main() -> None:
    ours = {config.label: config for config in apps.get_app_configs() if _is_ours(config)}
    held = {label: _newest_in(_folder(config).joinpath(f"{FIRST}.py")) for label, config in ours.items()}
    for config in ours.values():
        _folder(config).joinpath(f"{FIRST}.py").unlink(missing_ok=True)
    steps = {label: _steps(config) for label, config in ours.items()}
    for label, config in ours.items():
        _name_steps_only(_folder(config), label, steps, held)
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - reads the steps as they are now

    loader = MigrationLoader(None)
    state = loader.project_state()
    for label, config in ours.items():
        leaves = {key[0]: key[1] for key in loader.graph.leaf_nodes() if key[0] not in ours}
        _folder(config).joinpath(f"{FIRST}.py").write_text(
            _first(label, steps[label], state, needs=_needs(loader, label, steps, leaves)), encoding="utf-8"
        )
    written = [str(_folder(config) / f"{FIRST}.py") for config in ours.values()]
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", "--isolated", *written], check=True)


def _is_ours(config: AppConfig) -> bool:
    root = Path.cwd()
    return (
        Path(config.path).is_relative_to(root)
        and not Path(config.path).is_relative_to(root / ".venv")
        and (_folder(config).is_dir())
    )


def _folder(config: AppConfig) -> Path:
    return Path(config.path) / "migrations"


def _steps(config: AppConfig) -> list[str]:
    return sorted(path.stem for path in _folder(config).glob("0*.py"))


def _newest_in(first: Path) -> str:
    """The last step that a first migration holds; "" where there is none yet."""
    text = first.read_text(encoding="utf-8") if first.exists() else ""
    held = text.partition("replaces = [")[2].partition("]")[0]
    return max(re.findall(r"""["'](0\d{3}_\w+)["']""", held), default="")


def _name_steps_only(folder: Path, label: str, steps: dict[str, list[str]], held: dict[str, str]) -> None:
    """A step that was made after a first migration names it; from now on it is part of one, so it names a step.

    Of another app that is the newest one that migration held (`held`): what came later may not have been there.
    """
    for number, name in enumerate(steps[label]):
        file = folder / f"{name}.py"
        text = file.read_text(encoding="utf-8")

        def step(found: re.Match[str], before: int = number - 1) -> str:
            app = found["app"]
            return found[0].replace(FIRST, steps[app][before] if app == label else held[app])

        named = re.sub(rf"""\(["'](?P<app>\w+)["'], ["']{FIRST}["']\)""", step, text)
        if named != text:
            file.write_text(named, encoding="utf-8")


def _needs(loader: Any, label: str, steps: dict[str, list[str]], leaves: dict[str, str]) -> dict[str, str]:
    """Per other app the newest step that one of this app's steps asked for.

    Not the other's first migration: where that one holds more by now than an installation has, it stands for its
    newest step, which was not there when this app's tables were made.
    """
    asked: dict[str, str] = {}
    for step in steps[label]:
        for app, name in loader.disk_migrations[label, step].dependencies:
            if app == label:
                continue
            first = steps.get(app, [leaves.get(app, name)])[0]
            asked[app] = max(asked.get(app, ""), first if name == "__first__" else name)
    return asked


def _first(label: str, steps: list[str], state: Any, *, needs: dict[str, str]) -> str:
    from django.db import migrations  # noqa: PLC0415
    from django.db.migrations.operations import CreateModel  # noqa: PLC0415
    from django.db.migrations.writer import MigrationWriter  # noqa: PLC0415

    from crm.lib.tables import CreateTables  # noqa: PLC0415

    tables = [
        CreateModel(
            name=model.name,
            fields=list(model.fields.items()),
            options={key: value for key, value in model.options.items() if value not in ([], None)},
            bases=model.bases,
            managers=model.managers,
        )
        for (app, _name), model in state.models.items()
        if app == label
    ]
    pointed_to = {app for table in tables for _name, field in table.fields for app in _pointed_to(field)}
    assert pointed_to <= {label, *needs}, f"{label} points to {pointed_to} and asks for {needs}"
    migration = type("Migration", (migrations.Migration,), {})(FIRST, label)
    migration.initial = True
    migration.replaces = [(label, step) for step in steps]
    migration.dependencies = sorted(needs.items())
    migration.operations = [CreateTables(tables)]
    text = MigrationWriter(migration, include_header=False).as_string()
    if label in BESIDE:
        module, operation = BESIDE[label]
        text = text.removesuffix("    ]\n") + f"{operation}    ]\n"
        text = text.replace(
            "\n\nclass Migration",
            f'\nbeside = import_module("{label}.migrations.{module}")\n\n\nclass Migration',
            1,
        )
        text = "from importlib import import_module\n\n" + text.lstrip("\n")
    return HEAD + "\n" + text.lstrip("\n")


def _pointed_to(field: Any) -> list[str]:
    from django.conf import settings  # noqa: PLC0415

    remote = getattr(field, "remote_field", None) or SimpleNamespace(model=None)
    names = [remote.model, getattr(remote, "through", None)]
    return [
        (settings.AUTH_USER_MODEL if name == "SETTINGS" else name).split(".")[0].lower()
        for name in names
        if isinstance(name, str) and "." in name
    ]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    django.setup()
    main()
