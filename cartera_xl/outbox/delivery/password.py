"""The mail account's password: from the environment or the system's own safe.

Never from a file of ours, and never as an argument, which other people of the machine
can see.
"""

from __future__ import annotations

import os
from typing import Final

from cartera_xl.outbox.delivery.way import DeliveryError

VARIABLE: Final = "CARTERA_SMTP_CLAVE"
SERVICE: Final = "cartera-xl"


class PasswordMissingError(DeliveryError):
    """Nobody told the password of the mail account."""

    def __init__(self, user: str) -> None:
        super().__init__(
            f"No hay contraseña para la cuenta de correo «{user}»: guárdela con "
            f"«python -m keyring set {SERVICE} {user}» o dígala en la variable "
            f"{VARIABLE}."
        )


def password(user: str) -> str:
    """Return the password of a mail account.

    Raises:
        PasswordMissingError: neither place has it.
    """
    found = os.environ.get(VARIABLE) or _kept(user)
    if not found:
        raise PasswordMissingError(user)
    return found


def _kept(user: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, user)
    except KeyringError:  # no safe on this machine, or it stayed closed
        return None
