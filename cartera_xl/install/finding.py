"""What is on a machine already, before anything is decided."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from cartera_xl import settings
from cartera_xl.errors import CarteraError, LedgerMissingError
from cartera_xl.install import receipt
from cartera_xl.install.books import in_use, judge
from cartera_xl.install.modules import addin_version
from cartera_xl.install.planning import Found, Ledger, Order, mode_for
from cartera_xl.install.shape import shape_of
from cartera_xl.install.staging import staged
from cartera_xl.ledger.nit import checked
from cartera_xl.store import Store
from cartera_xl.store.location import locate
from cartera_xl.workbook.locks import refuse_if_open

if TYPE_CHECKING:
    from cartera_xl.install.machine import Machine
    from cartera_xl.install.modules import Builder
    from cartera_xl.install.places import Places


class NoBaseError(CarteraError):
    """A settings file that names no ledger."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"«{path}» no dice dónde está la cartera: complete su línea «base = …» o "
            "borre el archivo, y repita."
        )


class OtherBaseError(CarteraError):
    """The folder's settings name another ledger than the one that was asked for."""

    def __init__(self, path: Path, named: str) -> None:
        super().__init__(
            f"«{path}» ya nombra otra cartera ({named}): elija otra carpeta con "
            "--carpeta, o quite --base."
        )


class OtherCompanyError(CarteraError):
    """The ledger that is there belongs to another company."""

    def __init__(self, ledger: Ledger, nit: str) -> None:
        super().__init__(
            f"La cartera de «{ledger.shown}» es de {ledger.name or 'otra empresa'} "
            f"(NIT {ledger.nit}), no del NIT {nit}: para otra empresa elija otra "
            "carpeta con --carpeta y otro archivo con --base."
        )


def find(order: Order, machine: Machine, places: Places, build: Builder) -> Found:
    """Return what is there.

    Raises:
        CarteraError: it cannot be used, or the workbook is open.
    """
    if old := in_use(places.folder):
        refuse_if_open(old)
    installed = receipt.read(places.receipt)
    xlwings = version_of("xlwings")
    with staged(build, mode_for(order, machine, places.folder, installed)) as empty:
        book = judge(places.folder, shape_of(empty))
    ledger = find_ledger(order, places)
    watched = (
        *(places.folder, places.data, Path(ledger.place).parent),
        *(machine.script(xlwings), machine.addin),
    )
    return Found(
        ledger=ledger,
        book=book,
        settings=_bytes_of(places.settings),
        config=_bytes_of(places.config),
        installed=installed,
        xlwings=xlwings,
        present=frozenset(path for path in watched if path.exists()),
        addin_version=addin_version(machine.addin),
        beside=names_in(places.folder),
    )


def find_ledger(order: Order, places: Places) -> Ledger:
    """Return the ledger that the folder's settings name, or that is asked for.

    Raises:
        CarteraError: the two differ, or it is not this company's.
    """
    named = _named(places)
    asked = str(locate(order.base).path or order.base) if order.base else None
    if named and asked and not _same(named, asked):
        raise OtherBaseError(places.settings, settings.impersonal(named))
    place = asked or named or str(places.ledger)
    if "://" not in place and not _has_content(Path(place)):
        if named:
            raise LedgerMissingError(place)
        locate(place)
        return Ledger(place, exists=False)
    company = _company(place, order, places)
    with Store.open(place, company, migrate=False) as store:  # nothing is decided yet
        head = store.head()
    ledger = Ledger(place, exists=True, nit=head.nit, name=head.name)
    if order.nit and head.nit and checked(order.nit).number != checked(head.nit).number:
        raise OtherCompanyError(ledger, order.nit)
    return ledger


def version_of(package: str) -> str:
    """Return the version of an installed package; empty where there is none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _named(places: Places) -> str | None:
    if not places.settings.is_file():
        return None
    if named := settings.base_in(places.settings):
        return named
    raise NoBaseError(places.settings)


def _company(place: str, order: Order, places: Places) -> str | None:
    """Return which of a server's companies is meant; a file holds one."""
    if "://" not in place:
        return None
    if order.nit:
        return order.nit
    return settings.company_in(places.settings) if places.settings.is_file() else None


def _same(one: str, other: str) -> bool:
    if "://" in one or "://" in other:
        return settings.settings_text(one) == settings.settings_text(other)
    return Path(one).resolve() == Path(other).resolve()


def _has_content(path: Path) -> bool:
    """Tell a ledger from nothing, and from the empty file that a crash leaves."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def names_in(folder: Path) -> frozenset[str]:
    """Return the names of a folder's files; none where it is not there."""
    try:
        return frozenset(path.name for path in folder.iterdir())
    except OSError:
        return frozenset()


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
