"""From what is wanted and what is found to the steps: nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import CarteraError
from cartera_xl.install import config, receipt
from cartera_xl.install.books import copy_name
from cartera_xl.install.machine import System
from cartera_xl.install.modules import Mode
from cartera_xl.install.receipt import Installed
from cartera_xl.install.steps import (
    CopyAside,
    MakeFolder,
    MakeLedger,
    MakeWorkbook,
    RunProgram,
    WriteFile,
)
from cartera_xl.settings import FILE_NAME, impersonal, settings_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from datetime import datetime

    from cartera_xl.install.books import Book
    from cartera_xl.install.machine import Machine
    from cartera_xl.install.places import Places
    from cartera_xl.install.steps import Step

_RUN_PYTHON: Final = ("runpython", "install")
_ADDIN: Final = ("addin", "install")


class StorePythonError(CarteraError):
    """The Microsoft Store's Python cannot serve Excel."""

    def __init__(self) -> None:
        super().__init__(
            "Este Python es el de la Microsoft Store: Excel no puede cargar desde él "
            "lo que necesita. Instale el de python.org, cree con él un entorno "
            "(py -m venv) y repita."
        )


class StandaloneNeedsExcelError(CarteraError):
    """A workbook that stands alone serves Excel."""

    def __init__(self) -> None:
        super().__init__(
            "El libro autónomo es para Excel, en Windows o macOS: aquí use "
            "--complemento."
        )


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asked for; what is not said follows what is found."""

    folder: Path | None = None
    mode: Mode | None = None
    base: str | None = None
    name: str = ""
    nit: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger that the workbook will show; its company is empty until it is made.

    `place` may hold a password, where somebody typed one.
    """

    place: str
    exists: bool
    nit: str = ""
    name: str = ""

    @property
    def on_server(self) -> bool:
        """Tell a server's address from a file's path."""
        return "://" in self.place

    @property
    def shown(self) -> str:
        """Return the place as it may be shown and kept: nobody's name, no password."""
        return impersonal(self.place)


@dataclass(frozen=True, slots=True)
class Found:
    """What is on the machine already."""

    ledger: Ledger
    book: Book
    settings: bytes | None
    config: bytes | None
    installed: Mapping[str, Installed]
    xlwings: str  # its version
    present: frozenset[Path]  # of folders, scripts and add-ins, those that are there
    addin_version: str = ""  # empty where it is not known
    beside: frozenset[str] = frozenset()  # the names of the folder's files


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps, in an order in which a half of them does no harm."""

    places: Places
    ledger: Ledger
    mode: Mode
    book: Book
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()

    @property
    def workbook(self) -> Path:
        """Return the workbook that is in use afterwards."""
        return self.book.target or self.book.in_use or self.places.workbook


def plan(
    order: Order,
    machine: Machine,
    places: Places,
    found: Found,
    version: str,
    moment: datetime,
) -> Plan:
    """Decide what to do.

    Args:
        order: what was asked for.
        machine: where.
        places: the folders.
        found: what is there already.
        version: ours.
        moment: the time that copies are named after.

    Raises:
        CarteraError: it cannot work here; the sentence says what to do.
    """
    if machine.from_store:
        raise StorePythonError
    for what, path in (
        ("La ruta de Python", machine.interpreter),
        ("La carpeta", places.folder),
    ):
        if machine.system is not System.LINUX:
            config.check_path(what, path, machine)
    mode = mode_for(order, machine, places.folder, found.installed)
    planner = _Planner(order, machine, places, found, mode, moment)
    steps = [*planner.before_the_workbook()]
    steps += workbook_steps(found.book, mode, moment, found.beside)
    steps += [*planner.receipt(version), *planner.programs()]
    notes = [*(planner.kept() if steps else ()), *planner.notes()]
    return Plan(places, found.ledger, mode, found.book, tuple(steps), tuple(notes))


def mode_for(
    order: Order,
    machine: Machine,
    folder: Path,
    installed: Mapping[str, Installed],
) -> Mode:
    """Return how the workbook reaches Python: as asked, as before, or the usual way.

    Where there is no Excel, xlwings' own module would only be in the way: LibreOffice
    loads a library of macros whole or not at all.

    Raises:
        StandaloneNeedsExcelError: it was asked for where there is no Excel.
    """
    before = installed.get(str(folder))
    with_excel = machine.system is not System.LINUX
    usual = Mode.STANDALONE if with_excel else Mode.ADDIN
    mode = order.mode or (before.mode if before else usual)
    if mode is Mode.STANDALONE and not with_excel:
        raise StandaloneNeedsExcelError
    return mode


def workbook_steps(
    book: Book, mode: Mode, moment: datetime, beside: Container[str]
) -> Iterator[Step]:
    """Yield how a new workbook takes an old one's place, or is made beside it.

    Args:
        book: what is to become of it.
        mode: how the new one reaches Python.
        moment: the time that a copy is named after.
        beside: the names of the folder's files.
    """
    if book.target is None:
        return
    if book.in_use and book.replaces:
        yield CopyAside(book.in_use, copy_name(book.in_use, moment, beside))
    yield MakeWorkbook(book.target, mode, book.in_use)


def stays_behind(book: Book) -> Iterator[str]:
    """Yield what a person has to know of a workbook that is left as it is."""
    if book.in_use and book.own:
        yield (
            f"{book.in_use.name} tiene cosas suyas y no se toca. En él quedan: "
            f"{', '.join(book.own)}. El botón «Traer mis hojas» del libro nuevo "
            "copia hojas y nombres."
        )


@dataclass(frozen=True, slots=True)
class _Planner:
    order: Order
    machine: Machine
    places: Places
    found: Found
    mode: Mode
    moment: datetime

    def before_the_workbook(self) -> Iterator[Step]:
        ledger, places = self.found.ledger, self.places
        folders = [places.folder, places.data]
        if not ledger.exists:
            folders.append(Path(ledger.place).parent)
        for folder in dict.fromkeys(folders):
            if folder not in self.found.present:
                yield MakeFolder(folder)
        if not ledger.exists:
            yield MakeLedger(Path(ledger.place), self.order.name, self.order.nit)
        if self.found.settings is None:
            data = self._settings_text()
            yield WriteFile(places.settings, data, "dónde está la cartera")
        yield from self._config()

    def _copy(self, path: Path) -> CopyAside:
        return CopyAside(path, copy_name(path, self.moment, self.found.beside))

    def _settings_text(self) -> bytes:
        ledger = self.found.ledger
        nit = ledger.nit if ledger.on_server else ""
        return settings_text(ledger.place, nit).encode()

    def _config(self) -> Iterator[Step]:
        data, old = self._config_text(), self.found.config
        if not data or data == old:
            return
        if old and not self._wrote(self.places.config, old):
            yield self._copy(self.places.config)
        yield WriteFile(self.places.config, data, "qué Python llama Excel")

    def _config_text(self) -> bytes:
        """Return the file's content, with the settings of others that it has."""
        ours = config.wanted(self.machine)
        if not ours:
            return b""
        old = config.read(self.found.config or b"", self.machine.code_page)
        return config.encoded(config.merged(old, ours), self.machine)

    def _wrote(self, path: Path, data: bytes) -> bool:
        before = self.found.installed.get(str(self.places.folder))
        return before is not None and before.files.get(str(path)) == receipt.digest(
            data
        )

    def programs(self) -> Iterator[RunProgram]:
        """Yield what only xlwings can do; it comes last, because it may fail."""
        xlwings = (str(self.machine.interpreter), "-m", "xlwings.cli")
        script = self.machine.script(self.found.xlwings)
        addin = self.machine.addin
        if self.machine.system is System.LINUX:
            return
        if self.machine.system is System.MACOS and script not in self.found.present:
            why = "el permiso de macOS para que Excel llame a Python"
            yield RunProgram((*xlwings, *_RUN_PYTHON), why, script)
        old = self.found.addin_version not in ("", self.found.xlwings)
        if self.mode is Mode.ADDIN and (old or addin not in self.found.present):
            why = "el complemento de xlwings"
            yield RunProgram((*xlwings, *_ADDIN), why, addin)

    def receipt(self, version: str) -> Iterator[Step]:
        mine = Installed(
            folder=str(self.places.folder),
            ledger=self.found.ledger.shown,
            mode=self.mode,
            version=version,
            files={str(path): receipt.digest(data) for path, data in self._files()},
        )
        listed = {**self.found.installed, mine.folder: mine}
        if listed != self.found.installed:
            data = receipt.text_of(listed).encode()
            yield WriteFile(self.places.receipt, data, "la lista de lo instalado")

    def _files(self) -> Iterator[tuple[Path, bytes]]:
        """Yield the files that are ours: we write them now, or wrote them before."""
        settings = self._settings_text()
        if self.found.settings in (None, settings):
            yield self.places.settings, settings
        if data := self._config_text():
            yield self.places.config, data

    def kept(self) -> Iterator[str]:
        if self.found.ledger.exists:
            yield "La cartera que ya hay se conserva."
        if self.found.settings is not None and self._settings_are_anothers():
            yield f"{FILE_NAME} ya nombra la cartera y queda como está."

    def notes(self) -> Iterator[str]:
        places, book = self.places, self.found.book
        if places.moved:
            yield f"El libro no va en Documentos ({places.moved})."
        yield from stays_behind(book)

    def _settings_are_anothers(self) -> bool:
        return self.found.settings != self._settings_text()
