"""The first migrations leave what the steps that they replace leave: new installations have the tables of old ones."""

from django.db.migrations.loader import MigrationLoader

FIRST = "0001_tables"
Table = dict[str, object]


class OnlySteps(MigrationLoader):
    """Those that a first migration replaces, and what comes with packages."""

    def load_disk(self) -> None:
        super().load_disk()
        firsts = {key: found for key, found in self.disk_migrations.items() if key[1] == FIRST}
        replaced = {step for found in firsts.values() for step in found.replaces}
        ours = {label for label, _name in firsts}
        for key in list(self.disk_migrations):
            if key[0] in ours and key not in replaced:
                del self.disk_migrations[key]


class OnlyFirsts(MigrationLoader):
    """Without the steps that came later."""

    def load_disk(self) -> None:
        super().load_disk()
        ours = {label for label, name in self.disk_migrations if name == FIRST}
        for key in list(self.disk_migrations):
            if key[0] in ours and key[1] != FIRST:
                del self.disk_migrations[key]


def test_all_tables_at_once_are_the_tables_of_the_steps() -> None:
    at_once, by_steps = tables(OnlyFirsts(None)), tables(OnlySteps(None))
    assert set(at_once) == set(by_steps)
    for name, table in at_once.items():
        assert table == by_steps[name], name


def tables(loader: MigrationLoader) -> dict[tuple[str, str], Table]:
    return {
        key: {
            **{name: field.deconstruct()[1:] for name, field in model.fields.items()},
            **{f"option {name}": of(value) for name, value in model.options.items() if value},
        }
        for key, model in loader.project_state().models.items()
    }


def of(value: object) -> object:
    """Constraints and indexes in no order."""
    if not isinstance(value, list):
        return value
    return sorted(repr(entry.deconstruct() if hasattr(entry, "deconstruct") else entry) for entry in value)


def test_a_first_migration_asks_for_no_more_than_its_steps_did() -> None:
    """Else an installation could not go on: its tables would need a step of another app that came later."""
    steps = MigrationLoader(None).disk_migrations
    for (label, name), first in steps.items():
        if name != "0001_tables":
            continue
        asked = {need for step in first.replaces for need in steps[step].dependencies if need[0] != label}
        first_ones = {
            (app, min(each for of, each in steps if of == app and each != name)) for app, _name in asked
        }
        allowed = {need for need in asked if need[1] != "__first__"} | first_ones
        assert set(first.dependencies) <= allowed, label
