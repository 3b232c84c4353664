"""Where the ledger is, and which clock the entry points follow."""

from __future__ import annotations

import os
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from cartera_xl.errors import CarteraError

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_NAME: Final = "cartera.toml"
BOGOTA: Final = ZoneInfo("America/Bogota")


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
    for path in _settings_files(workbook):
        if path.is_file() and (named := _base_in(path)):
            return named
    raise LedgerNotNamedError


def _settings_files(workbook: Path | None) -> Iterator[Path]:
    yield (workbook.parent if workbook else Path()) / FILE_NAME
    from platformdirs import user_config_path

    yield user_config_path("cartera", appauthor=False) / FILE_NAME


def _base_in(path: Path) -> str | None:
    """Return the ledger that a settings file names; a plain path is relative to it."""
    try:
        base = tomllib.loads(path.read_text("utf-8")).get("base")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"No pude leer {path}: {error}.") from None
    if base is None or isinstance(base, str):
        return base if base is None or "://" in base else str(path.parent / base)
    raise SettingsError(f"En {path}, «base» debe ser un texto entre comillas.")


def settings_text(base: str) -> str:
    """Return the settings file that `iniciar` leaves beside a workbook."""
    quoted = base.replace("\\", "/").replace('"', '\\"')
    return (
        "# Ajustes de este equipo; los parámetros de la empresa están en la cartera.\n"
        f'base = "{quoted}"\n'
    )


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
