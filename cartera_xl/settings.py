"""Where the ledger is, and which clock the entry points follow."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.causes import cause
from cartera_xl.errors import CarteraError
from cartera_xl.ledger.legal_time import BOGOTA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FILE_NAME: Final = "cartera.toml"
_SUBMISSION: Final = 587  # mail submission, with STARTTLS (RFC 6409)
_PORTS: Final = 65_536
_PER_MINUTE: Final = 30


class SettingsError(CarteraError):
    """A settings file, or a setting, that cannot be used."""


class LedgerNotNamedError(CarteraError):
    """Nothing says where the ledger is."""

    def __init__(self) -> None:
        super().__init__(
            "No sé dónde está la cartera: use --base, la variable CARTERA_DB, o "
            f"trabaje en una carpeta con {FILE_NAME} («cartera iniciar» la prepara)."
        )


def ledger_location(base: str | None, workbook: Path | None = None) -> str:
    """Return the ledger's path or URL: option, environment, then settings files.

    Raises:
        LedgerNotNamedError: none of the places names a ledger.
        SettingsError: a settings file is there and cannot be read.
    """
    if named := base or os.environ.get("CARTERA_DB"):
        return named
    for path in settings_files(workbook):
        if path.is_file() and (named := base_in(path)):
            return named
    raise LedgerNotNamedError


def company(base: str | None, workbook: Path | None = None) -> str | None:
    """Return the NIT of the company that is meant, where a server has several.

    A settings file speaks of the ledger that it names, not of one named before it.
    """
    if named := os.environ.get("CARTERA_EMPRESA"):
        return named
    if base or os.environ.get("CARTERA_DB"):
        return None
    for path in settings_files(workbook):
        if path.is_file() and _setting(path, "base"):
            return _setting(path, "empresa")
    return None


def settings_files(workbook: Path | None) -> Iterator[Path]:
    """Yield where settings may be, first the one that counts before the others."""
    yield (workbook.parent if workbook else Path()) / FILE_NAME
    from platformdirs import user_config_path

    yield user_config_path("cartera", appauthor=False) / FILE_NAME


def base_in(path: Path) -> str | None:
    """Return the ledger that a settings file names; a plain path is relative to it.

    Raises:
        SettingsError: the file cannot be read.
    """
    base = _setting(path, "base")
    return base if base is None or "://" in base else str(path.parent / base)


def company_in(path: Path) -> str | None:
    """Return the NIT that a settings file names, for a server of several companies."""
    return _setting(path, "empresa")


def templates_folder(workbook: Path | None = None) -> Path | None:
    """Return the company's own folder of mail templates; None: there is none.

    Raises:
        SettingsError: a settings file cannot be read, or what it names is no folder.
    """
    for path in settings_files(workbook):
        if path.is_file() and (named := _setting(path, "plantillas")):
            folder = path.parent / named
            if folder.is_dir():
                return folder
            raise SettingsError(f"En {path}, «plantillas» no es una carpeta: {folder}.")
    return None


class MailSettings(NamedTuple):
    """The mail account of a machine, as its settings say it; never its password."""

    host: str
    port: int
    sender: str
    user: str
    per_minute: int


def mail(workbook: Path | None = None) -> MailSettings | None:
    """Return the mail account of the first settings file that has a part [correo].

    Raises:
        SettingsError: a file cannot be read, or the part says what it cannot mean.
    """
    for path in settings_files(workbook):
        found = _settings(path).get("correo") if path.is_file() else None
        if found is not None:
            return _mail(path, found)
    return None


def _mail(path: Path, found: Any) -> MailSettings:
    try:
        made = MailSettings(
            str(found["servidor"]),
            int(found.get("puerto", _SUBMISSION)),
            str(found["remitente"]),
            str(found.get("usuario", "")),
            int(found.get("por_minuto", _PER_MINUTE)),
        )
    except (TypeError, ValueError, KeyError, AttributeError):
        made = None
    if made and 0 < made.port < _PORTS and made.per_minute > 0:
        return made
    raise SettingsError(
        f"En {path}, la parte [correo] debe decir servidor y remitente, y si hace "
        f"falta puerto ({_SUBMISSION}), usuario y por_minuto ({_PER_MINUTE})."
    )


def _setting(path: Path, name: str) -> str | None:
    value = _settings(path).get(name)
    if value is None or isinstance(value, str):
        return value
    raise SettingsError(f"En {path}, «{name}» debe ser un texto entre comillas.")


def _settings(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"No se pudo leer «{path}»: {cause(error)}.") from None


def settings_text(base: str, nit: str = "") -> str:
    """Return the settings file that `iniciar` leaves beside a workbook.

    Of a server's address only the place is written: everybody enters as himself.
    """
    lines = [f'base = "{_quoted(impersonal(base))}"\n']
    if nit:
        lines.append(f'empresa = "{_quoted(nit)}"\n')
    return (
        "# Ajustes de este equipo; los parámetros de la empresa están en la cartera.\n"
        + "".join(lines)
    )


def impersonal(base: str) -> str:
    """Return a ledger's place without the person in it: who enters is no setting."""
    scheme, mark, rest = base.partition("://")
    where, slash, database = rest.partition("/")
    return f"{scheme}{mark}{where.rpartition('@')[2]}{slash}{database}"


def _quoted(text: str) -> str:
    return text.replace("\\", "/").replace('"', '\\"')


def clock(start: datetime) -> Callable[[], datetime]:
    """Return a clock that stands at a moment now and goes on as time does."""
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


def now() -> datetime:
    """Return the moment that the entry points work at, in Bogotá.

    CARTERA_HOY=AAAA-MM-DD[THH:MM] sets it for tests, demonstrations and replays.
    """
    if text := os.environ.get("CARTERA_HOY"):
        try:
            return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)
        except ValueError:
            raise SettingsError(
                f"CARTERA_HOY=«{text}» no es una fecha AAAA-MM-DD o AAAA-MM-DDTHH:MM."
            ) from None
    return datetime.now(BOGOTA)


def today() -> date:
    """Return the entry points' date."""
    return now().date()


def recorded_now() -> datetime:
    """Return the real time, whatever clock is set: when a row is recorded."""
    return datetime.now(UTC)


def actor() -> str:
    """Return who is posting: CARTERA_USUARIO, else the system's user."""
    import getpass

    if named := os.environ.get("CARTERA_USUARIO"):
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "desconocido"


def host() -> str:
    """Return the name of the machine that posts."""
    import platform

    return platform.node() or "desconocido"
