"""A mail server on this machine that counts what it is given."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tools.bench.servers import free_port


class Sink:
    """How often each Message-ID arrived."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.arrived[str(message_from_bytes(content)["Message-ID"])] += 1
        await asyncio.sleep(0.002)  # a kill should also meet a mail on its way
        return "250 OK"

    @property
    def repeated(self) -> int:
        """Mails beyond the first of each Message-ID."""
        return self.arrived.total() - len(self.arrived)


@contextmanager
def mail_server() -> Iterator[tuple[Sink, str]]:
    """Yield the sink, and its address for EMAIL_URL."""
    sink = Sink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
