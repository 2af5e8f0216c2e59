"""A real mail server of the tests, on this machine, that keeps what it gets."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

Brief = tuple[list[str], EmailMessage]
"""To whom it was delivered, and the message."""


class Postbus:
    """What the server took in, oldest first."""

    def __init__(self) -> None:
        self.brieven: list[Brief] = []
        self.port = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        """Take a message in."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.brieven.append((envelope.rcpt_tos, message))
        return "250 ok"

    def to(self, adres: str) -> list[EmailMessage]:
        """What came for one address."""
        return [message for ontvangers, message in self.brieven if ontvangers == [adres]]


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_postbus() -> Iterator[Postbus]:
    """The server, until the block ends."""
    box = Postbus()
    box.port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    try:
        yield box
    finally:
        server.stop()


def text_of(message: EmailMessage) -> str:
    """What somebody reads whose mail program shows no HTML."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
