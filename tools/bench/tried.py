"""What is tried against the settings as they are shipped: one thing at a time."""

from dataclasses import dataclass, field
from typing import Any, Final

OURS: Final = "-c jit=off -c join_collapse_limit=4"
SMALL: Final = (
    "shared_buffers=1GB",
    "effective_cache_size=3GB",
    "max_wal_size=4GB",
    "maintenance_work_mem=256MB",
)


@dataclass(frozen=True)
class Tried:
    """`server`: settings of PostgreSQL that need a start, as "name=value"; `connection`: what Django's gets on top.

    Other settings of PostgreSQL are said with each connection, which counts like the file of the server.
    """

    code: str
    label: str
    server: tuple[str, ...] = ()
    connection: dict[str, Any] = field(default_factory=dict)


def _with(options: str) -> dict[str, Any]:
    return {"OPTIONS": {"options": options}}


SHIPPED: Final = Tried("shipped", "PostgreSQL as shipped, our connection")
TRIED: Final = (
    SHIPPED,
    Tried("again", "the same once more: what differs here is noise"),
    Tried("small_server", f"a small server: {', '.join(f'`{each}`' for each in SMALL)}", SMALL),
    Tried(
        "random_page_cost", "`random_page_cost = 1.1`", connection=_with(f"{OURS} -c random_page_cost=1.1")
    ),
    Tried("work_mem", "`work_mem = 32MB`", connection=_with(f"{OURS} -c work_mem=32MB")),
    Tried(
        "asynchronous", "`synchronous_commit = off`", connection=_with(f"{OURS} -c synchronous_commit=off")
    ),
    Tried("jit", "`jit = on`, which we turn off", connection=_with(OURS.replace("jit=off", "jit=on"))),
    Tried("join_order", "`join_collapse_limit = 8`, where we say 4", connection=_with("-c jit=off")),
    Tried(
        "plans_not_kept",
        "statements planned each time, where we keep plans",
        connection={"OPTIONS": {"server_side_binding": False, "prepare_threshold": None}},
    ),
    Tried(
        "new_connections",
        "`CONN_MAX_AGE = 0`, a new connection for each request",
        connection={"CONN_MAX_AGE": 0},
    ),
    Tried(
        "pool",
        "Django's pool instead of kept connections",
        connection={"CONN_MAX_AGE": 0, "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}}},
    ),
)
