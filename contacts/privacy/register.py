"""The register of processing (Art. 30 DSGVO): what is processed for which purpose, as the tables themselves say it."""

from dataclasses import dataclass, field

from crm.lib.personal_data import Erase, holdings


@dataclass
class Activity:
    """One purpose with the kinds of data that serve it; `kept`: those that outlive an erasure, without words."""

    purpose: str
    kinds: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def activities() -> list[Activity]:
    """In the order of the registry. A table without a purpose of its own is derived and belongs to what it is from."""
    found: dict[str, Activity] = {}
    for holding in holdings():
        purpose, label = str(holding.purpose), str(holding.label)
        if not purpose:
            continue
        activity = found.setdefault(purpose, Activity(purpose))
        if label not in activity.kinds:
            activity.kinds.append(label)
        if holding.erase is not Erase.DELETE and label not in activity.kept:
            activity.kept.append(label)
    return list(found.values())
