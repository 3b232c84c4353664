"""Asking the machine, the workbook and the ledger what a diagnosis wants to know."""

from __future__ import annotations

import os
import re
import struct
import sys
import tempfile
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl import settings
from cartera_xl.actions import verify
from cartera_xl.errors import CarteraError, WorkbookOpenError
from cartera_xl.faults import LOG, log_folder
from cartera_xl.install import config, receipt
from cartera_xl.install.books import in_use
from cartera_xl.install.cells import named_value, sheet_settings
from cartera_xl.install.facts import (
    BookFacts,
    ConfigKey,
    Facts,
    LedgerFacts,
    Library,
    Program,
)
from cartera_xl.install.finding import version_of
from cartera_xl.install.machine import System
from cartera_xl.install.modules import (
    XLWINGS,
    Mode,
    addin_version,
    build,
    mode_of,
    xlwings_version,
)
from cartera_xl.install.places import CONFIG, places_for, receipt_of
from cartera_xl.install.shape import is_current, shape_of
from cartera_xl.install.staging import staged
from cartera_xl.store import Store
from cartera_xl.store.location import why_not
from cartera_xl.tabs import names
from cartera_xl.tabs.data import TEMPLATE_VERSION
from cartera_xl.workbook.locks import refuse_if_open

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cartera_xl.actions.context import Context
    from cartera_xl.install.machine import Machine
    from cartera_xl.install.shape import Shape

_PACKAGES: Final = (
    *("cartera-xl", "xlwings", "pandas", "openpyxl", "lxml", "python-calamine"),
    *("sqlalchemy", "alembic", "jinja2", "click", "platformdirs"),
)
_ON_WINDOWS: Final = ("pywin32",)
_PINNED: Final = re.compile(r"xlwings==([\w.]+)")
_MARK: Final = "Zone.Identifier"  # the stream in which Windows notes a download


def gather(
    machine: Machine, context: Context, workbook: Path | None, base: str | None
) -> Facts:
    """Return the facts; what cannot be asked is a fact too."""
    path = workbook.resolve() if workbook else installed_workbook(machine)
    book = _book(machine, path) if path else None
    settings_found = tuple(_config(machine, path)) if path else ()
    interpreter = _interpreter(machine, settings_found)
    xlwings = version_of(XLWINGS)
    needs_addin = _needs_addin(machine, book)
    return Facts(
        moment=context.moment,
        system=machine.system,
        code_page=machine.code_page,
        program=_program(machine),
        book=book,
        ledger=_ledger(context, path, base),
        library=_library(machine, interpreter, xlwings),
        config=settings_found,
        interpreter_exists=interpreter.exists(),
        script=_missing(machine.script(xlwings), machine.system is System.MACOS),
        addin_missing=_missing(machine.addin, needs_addin),
        addin_version=addin_version(machine.addin) if needs_addin else "",
        log=_log(),
        others=_others(machine),
    )


def installed_workbook(machine: Machine) -> Path | None:
    """Return the workbook that was installed, or stands where it would be."""
    try:
        folders = [Path(f) for f in receipt.read(receipt_of(machine.data))]
        folders.append(places_for(machine).folder)
    except CarteraError:
        folders = []
    folders.append(Path.cwd())
    return next((book for f in folders if (book := in_use(f))), None)


def _program(machine: Machine) -> Program:
    wanted = _PACKAGES + (_ON_WINDOWS if machine.system is System.WINDOWS else ())
    return Program(
        python=sys.version_info[:3],
        bits=struct.calcsize("P") * 8,
        interpreter=machine.interpreter,
        from_store=machine.from_store,
        packages={name: version_of(name) for name in wanted},
        xlwings_needed=_pinned(),
    )


def _pinned() -> str:
    """Return the version of xlwings that ours is made for, as ours states it."""
    try:
        needed = requires("cartera-xl") or []
    except PackageNotFoundError:
        return ""
    found = (_PINNED.match(line) for line in needed)
    return next((match[1] for match in found if match), "")


def _missing(path: Path, needed: bool) -> Path | None:
    return path if needed and not path.exists() else None


def _needs_addin(machine: Machine, book: BookFacts | None) -> bool:
    with_excel = machine.system is not System.LINUX
    return with_excel and book is not None and book.mode is Mode.ADDIN


def _library(machine: Machine, interpreter: Path, version: str) -> Library | None:
    """Look for the DLL where xlwings' VBA does: beside Python, and one folder up."""
    if machine.system is not System.WINDOWS:
        return None
    name = f"xlwings{_office_bits()}-{version}.dll"
    sought = (interpreter.parent, interpreter.parent.parent)
    found = (folder / name for folder in sought)
    return Library(name, sought, next((p for p in found if p.exists()), None))


def _office_bits() -> int:
    """Return how wide Office is: its own bits decide which DLL it loads."""
    if sys.platform != "win32":
        return 64
    import winreg

    key = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            return 32 if winreg.QueryValueEx(opened, "Platform")[0] == "x86" else 64
    except OSError:
        return 64


def _book(machine: Machine, path: Path) -> BookFacts:
    folder = path.parent
    try:
        shape = shape_of(path)
    except CarteraError as fault:
        return BookFacts(path, fault=str(fault))
    except OSError as error:
        return BookFacts(path, fault=error.strerror or str(error))
    mode = mode_of(shape.modules)
    ours = _new(mode or Mode.ADDIN)
    return BookFacts(
        path=path,
        template=shape.template,
        template_needed=TEMPLATE_VERSION,
        mode=mode,
        lost_macros=bool(ours.modules) and mode is None,
        is_current=not shape.is_ours or is_current(shape, ours),
        xlwings=xlwings_version(shape.modules),
        marked=_is_marked(path),
        open_by=_open_by(path),
        ledger_id=_ledger_id(path) if shape.is_ours else "",
        why_not_here=why_not(str(folder), machine.environment),
        writable=may_write(folder),
    )


def _new(mode: Mode) -> Shape:
    with staged(build, mode) as path:
        return shape_of(path)


def _is_marked(path: Path) -> bool:
    """Tell a file that Windows noted as downloaded (zones 3 and 4)."""
    try:
        text = Path(f"{path}:{_MARK}").read_text("utf-8", "replace")
    except OSError:
        return False
    return re.search(r"ZoneId\s*=\s*[34]", text) is not None


def _open_by(path: Path) -> str | None:
    try:
        refuse_if_open(path)
    except WorkbookOpenError as fault:
        return fault.owner
    return None


def _ledger_id(path: Path) -> str:
    try:
        return str(named_value(path, names.LEDGER_ID) or "")
    except CarteraError:
        return ""


def may_write(folder: Path) -> bool:
    """Tell whether files can be made in a folder, by making one that goes away."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _config(machine: Machine, workbook: Path) -> Iterator[ConfigKey]:
    """Yield the settings that matter, in xlwings' order of places."""
    places = dict(_config_places(machine, workbook))
    for key in config.KEYS:
        holding = [place for place, found in places.items() if key in found]
        if holding:
            yield ConfigKey(key, places[holding[0]][key], tuple(holding))


def _config_places(
    machine: Machine, workbook: Path
) -> Iterator[tuple[str, Mapping[str, str]]]:
    with suppress(CarteraError, OSError):  # the workbook's own line says so
        yield f"hoja {CONFIG} de {workbook.name}", sheet_settings(workbook, CONFIG)
    for path in (workbook.parent / CONFIG, machine.user_config):
        try:
            yield str(path), config.read(path.read_bytes(), machine.code_page)
        except OSError:
            continue


def _interpreter(machine: Machine, found: tuple[ConfigKey, ...]) -> Path:
    key = config.INTERPRETERS.get(machine.system)
    named = next((s.value for s in found if s.key == key), "")
    return Path(named) if named else machine.interpreter


def _ledger(context: Context, workbook: Path | None, base: str | None) -> LedgerFacts:
    try:
        place = settings.ledger_location(base, workbook)
        named_by = _named_by(base, workbook)
    except CarteraError as fault:
        return LedgerFacts(fault=str(fault))
    try:
        with Store.open(place, settings.company(base, workbook)) as store:
            head, checks = store.head(), verify.run(store, context.today)
            file = store.location.path
            shown = str(store.location)
    except CarteraError as fault:
        return LedgerFacts(place="", named_by=named_by, fault=str(fault))
    return LedgerFacts(
        place=shown,
        named_by=named_by,
        ledger_id=head.ledger_id,
        company=head.name,
        revision=head.revision,
        checks=len(checks),
        broken=tuple(check.title for check in checks if not check.passed),
        writable=may_write(file.parent) if file else True,
    )


def _named_by(base: str | None, workbook: Path | None) -> str:
    if base:
        return "por --base"
    if os.environ.get("CARTERA_DB"):
        return "por la variable CARTERA_DB"
    files = settings.settings_files(workbook)
    found = next(p for p in files if p.is_file() and settings.base_in(p))
    return f"por {found}"


def _log() -> Path | None:
    path = log_folder() / LOG
    return path if path.is_file() else None


def _others(machine: Machine) -> dict[str, str]:
    found = {
        "Sistema": f"{machine.system} · página de códigos {machine.code_page}",
        "Documentos": str(machine.documents),
    }
    if reason := why_not(str(machine.documents), machine.environment):
        found["Documentos"] += f" · {reason}"
    return found
