"""A real mail server on loopback that behaves badly where a recipient asks it to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cartera_xl.outbox.delivery.smtp import MailServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST: Final = "127.0.0.1"
SENDER: Final = "cartera@andinas.example"
USER: Final = "cartera"
PASSWORD: Final = "canario-de-clave"


class Box:
    """What the server took, and what it was offered; recipients choose its manners.

    «rechaza» and «luego» are refused at RCPT, for good and for now; «no-texto» and
    «otra-vez» after the text; «cuelga» is taken and the line cut without an answer;
    «corta» is cut before it is taken; «calla» is taken and never answered.
    """

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.asked: list[tuple[str, float]] = []  # recipients, by the machine's clock
        self.offered = 0

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.asked.append((address, time.monotonic()))
        manner = address.partition("@")[0]
        if manner == "rechaza":
            return f"550 no conozco a {address}"
        if manner == "luego":
            return "451 vuelva mas tarde"
        envelope.rcpt_tos.append(address)
        return "250 bien"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.offered += 1
        manner = envelope.rcpt_tos[0].partition("@")[0]
        if manner == "no-texto":
            return "554 no lo quiero"
        if manner == "otra-vez":
            return "451 otra vez"
        if manner != "corta":
            self.taken.append((envelope.rcpt_tos[0], envelope.content))
        if manner in ("cuelga", "corta"):
            server.transport.abort()
            await asyncio.sleep(0.01)
        if manner == "calla":
            await asyncio.sleep(30)
        return "250 recibido"

    def ids(self) -> list[bytes]:
        """Return the Message-ID of every mail that was taken."""
        return [
            line.partition(b":")[2].strip()
            for _, content in self.taken
            for line in content.split(b"\r\n")
            if line.lower().startswith(b"message-id:")
        ]


@contextmanager
def serving(box: Any, **more: Any) -> Iterator[MailServer]:
    """Run a server for a while; give its place as our settings would."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname=HOST, port=port, **more)
    controller.start()
    try:
        yield MailServer(HOST, port, SENDER, per_minute=0, is_encrypted=False)
    finally:
        with suppress(Exception):
            controller.stop()


def authenticated(server: Any, session: Any, envelope: Any, how: str, data: Any) -> Any:
    """Let one user in."""
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


def certificate(folder: Path, name: str = HOST) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for a host; give the server's side of it, and its file."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begins = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=3))
        .add_extension(x509.SubjectAlternativeName([_name(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    path = folder / f"{name}.pem"
    path.write_bytes(public)
    both = folder / f"{name}-clave.pem"
    both.write_bytes(secret + public)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, path


def _name(name: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ip_address(name))
    return x509.DNSName(name)
