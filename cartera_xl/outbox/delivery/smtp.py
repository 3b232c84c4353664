"""Through a mail server: encrypted, its certificate checked, one recipient a message.

Up to RCPT nothing has gone out, and all may be tried again. Once the text is with the
server only its answer tells: 250 it has it, any other number it has not, and none at
all is uncertain (RFC 5321, 4.2.5 and 6.1; RFC 1047 is about this very gap).
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from typing import Final, NamedTuple, Self

from cartera_xl.causes import cause
from cartera_xl.ledger.outgoing import State
from cartera_xl.outbox.delivery.pace import Pace
from cartera_xl.outbox.delivery.password import password
from cartera_xl.outbox.delivery.way import Delivery, DeliveryError, Outcome, Parcel
from cartera_xl.outbox.mail.address import address
from cartera_xl.outbox.mail.message import as_bytes

_TIMEOUT: Final = 30.0  # seconds that a server may be silent
_ACCEPTED: Final = 250
_OFFERED: Final = (250, 251)
_LONGEST: Final = 200  # characters of a server's answer
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
TLS_PORT: Final = 465  # TLS from the first byte (RFC 8314); elsewhere STARTTLS


class MailServer(NamedTuple):
    """The company's mail server, from the settings of the machine."""

    host: str
    port: int
    sender: str
    user: str = ""  # "": the server asks for none
    per_minute: int = 30
    is_encrypted: bool = True  # false is for a server on this machine alone


class PlainServerError(DeliveryError):
    """A server elsewhere that would be spoken to in the clear."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"El servidor de correo «{host}» no está en este equipo: sin TLS, "
            "cualquiera en el camino leería los mensajes y la contraseña."
        )


class ServerUnreachableError(DeliveryError):
    """No server answered, or it is not the one that its certificate names."""

    def __init__(self, server: MailServer, reason: str) -> None:
        super().__init__(
            f"No se pudo hablar con el servidor de correo {server.host}:{server.port} "
            f"({reason}). No se entregó ningún mensaje; los pendientes siguen así."
        )


class Smtp(Delivery):
    """A connection to the mail server, made again where it was lost.

    Args:
        server: where, and as whom.
        trust: whose certificates are believed; by default the system's.
        pace: how often a message may go.
        timeout: seconds of silence after which the server is given up.
    """

    def __init__(
        self,
        server: MailServer,
        trust: ssl.SSLContext | None = None,
        pace: Pace | None = None,
        timeout: float = _TIMEOUT,
    ) -> None:
        self._server = server
        self._trust = trust
        self._pace = pace or Pace(server.per_minute)
        self._timeout = timeout
        self._smtp: smtplib.SMTP | None = None
        self._is_offered = False  # a mail was asked for, and not handed over

    def __enter__(self) -> Self:
        if not self._server.is_encrypted and self._server.host not in LOOPBACK:
            raise PlainServerError(self._server.host)
        address(self._server.sender)
        self._connected()
        return self

    def offer(self, parcel: Parcel) -> Outcome | None:
        """Ask whether the server takes a mail from us for this recipient."""
        self._pace.wait()
        try:
            return self._asked(parcel)
        except (smtplib.SMTPServerDisconnected, OSError):
            self.leave()  # it hung up while nobody spoke: once more, on a new line
        try:
            return self._asked(parcel)
        except (smtplib.SMTPException, OSError, ServerUnreachableError) as error:
            self.leave()
            return Outcome(State.PENDING, _told(str(error), parcel))

    def hand(self, parcel: Parcel) -> Outcome:
        """Give the text to the server, and take its answer for what it says."""
        smtp = self._connected()
        self._is_offered = False
        try:
            code, answer = smtp.data(as_bytes(parcel.mail))
        except smtplib.SMTPDataError as refusal:  # it did not want to see the text
            code, answer = refusal.smtp_code, _bytes(refusal.smtp_error)
        except (smtplib.SMTPException, OSError):
            self.leave()
            return Outcome(State.UNCERTAIN, "El servidor no respondió al recibirlo.")
        if code == _ACCEPTED:
            return Outcome(State.SENT, "El servidor lo recibió.")
        self.leave()
        return _refused(code, answer, parcel)

    def _asked(self, parcel: Parcel) -> Outcome | None:
        smtp = self._connected()
        if self._is_offered:  # the ledger moved on, and another's turn has come
            smtp.rset()
        self._is_offered = False
        for code, answer in (
            smtp.mail(address(parcel.mail.sender)),
            smtp.rcpt(address(parcel.mail.recipient)),
        ):
            if code not in _OFFERED:
                smtp.rset()
                return _refused(code, answer, parcel)
        self._is_offered = True
        return None

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = self._connect()
            except smtplib.SMTPAuthenticationError as error:
                reason = f"no aceptó el usuario o la contraseña, {error.smtp_code}"
                raise ServerUnreachableError(self._server, reason) from None
            except ssl.SSLCertVerificationError as error:
                reason = f"su certificado no es válido: {error.verify_message}"
                raise ServerUnreachableError(self._server, reason) from None
            except smtplib.SMTPException as error:
                raise ServerUnreachableError(self._server, _line(str(error))) from None
            except OSError as error:
                raise ServerUnreachableError(self._server, cause(error)) from None
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.is_encrypted and self._trust is None:
            self._trust = ssl.create_default_context()
        trust = self._trust
        own = server.sender.rpartition("@")[2]  # no name is looked up
        if server.is_encrypted and server.port == TLS_PORT:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, own, timeout=self._timeout, context=trust
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, own, timeout=self._timeout)
        try:
            if server.is_encrypted and server.port != TLS_PORT:
                smtp.starttls(context=trust)
            if server.user:
                smtp.login(server.user, password(server.user))
            else:
                smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def leave(self) -> None:
        """Part from the server, if it still listens."""
        smtp, self._smtp, self._is_offered = self._smtp, None, False
        if smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()
            smtp.close()


def _refused(code: int, answer: bytes, parcel: Parcel) -> Outcome:
    """Return what a server's refusal means: 4xx is for now, 5xx for good."""
    state = State.PENDING if code < 500 else State.FAILED
    return Outcome(state, _told(f"{code} {answer.decode('utf-8', 'replace')}", parcel))


def _told(text: str, parcel: Parcel) -> str:
    """Return a server's words without the address, which is not for the ledger."""
    hidden = text.replace(parcel.mail.recipient, "…")
    return _line(hidden)


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[
        :_LONGEST
    ]


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")
