"""What a diagnosis says of the facts: a line for each, and what to do where it fails.

Every fault has a code, for whoever helps, and a remedy, for whoever has it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.standing import renewing
from cartera_xl.install import config
from cartera_xl.install.modules import Mode
from cartera_xl.tabs.data import is_newer
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cartera_xl.install.facts import BookFacts, Facts

PYTHON_NEEDED: Final = (3, 11)
_INSTALL: Final = "cierre el libro y ejecute «cartera instalar»"
_OWN_FOLDER: Final = (
    "instale Cartera XL en un entorno propio de un Python de python.org "
    "(py -m venv C:\\Cartera\\python) y ejecute desde él «cartera instalar»"
)


class Fault(NamedTuple):
    """What is wrong, in one word for programs, and what to do about it."""

    code: str
    remedy: str


class Line(NamedTuple):
    """One line of the report."""

    section: str
    title: str
    value: str
    fault: Fault | None = None


PROGRAM, BOOK, EXCEL, LEDGER = "Programa", "Libro", "Excel", "Cartera"


def judge(facts: Facts) -> list[Line]:
    """Return the report's lines in their order."""
    return [line for rule in _RULES for line in rule(facts)]


def _versions(facts: Facts) -> Iterator[Line]:
    packages = facts.program.packages
    yield Line(PROGRAM, "Cartera XL", packages.get("cartera-xl") or "sin instalar")
    version, program = facts.program.python, facts.program
    shown = f"{'.'.join(map(str, version))} · {program.bits} bits"
    fault = None
    if version[:2] < PYTHON_NEEDED:
        needed = ".".join(map(str, PYTHON_NEEDED))
        fault = Fault("python-viejo", f"instale Python {needed} o posterior")
    elif program.bits < 64:
        fault = Fault("python-32-bits", "instale el Python de 64 bits de python.org")
    elif program.from_store:
        fault = Fault("python-tienda", _OWN_FOLDER)
    yield Line(PROGRAM, "Python", f"{shown} · {program.interpreter}", fault)


def _packages(facts: Facts) -> Iterator[Line]:
    needed = facts.program.xlwings_needed
    for name, version in facts.program.packages.items():
        if name == "cartera-xl":
            continue
        fault = None
        if not version:
            fault = Fault(
                "falta-paquete", f"ejecute «python -m pip install {name}» en ese Python"
            )
        elif name == "xlwings" and needed and version != needed:
            fault = Fault(
                "xlwings-otra-version",
                f"ejecute «python -m pip install xlwings=={needed}» y luego "
                "«cartera instalar»",
            )
        yield Line(PROGRAM, name, version or "no está", fault)


def _library(facts: Facts) -> Iterator[Line]:
    library = facts.library
    if library is None:
        return
    if library.found:
        yield Line(EXCEL, "DLL de xlwings", str(library.found))
        return
    sought = " ni en ".join(map(str, library.sought)) or "ninguna carpeta"
    value = f"{library.name} no está en {sought}"
    yield Line(EXCEL, "DLL de xlwings", value, Fault("sin-dll", _OWN_FOLDER))


def _programs(facts: Facts) -> Iterator[Line]:
    if facts.script:
        fault = Fault(
            "sin-script",
            "ejecute «xlwings runpython install» o «cartera instalar»",
        )
        yield Line(EXCEL, "Permiso de macOS", f"falta {facts.script}", fault)
    if facts.addin_missing:
        fault = Fault(
            "sin-complemento",
            "ejecute «xlwings addin install», o «cartera instalar --autonomo», que no "
            "lo necesita",
        )
        yield Line(EXCEL, "Complemento", f"falta {facts.addin_missing}", fault)
    elif facts.addin_version:
        same = facts.addin_version == facts.program.packages.get("xlwings")
        other = Fault(
            "complemento-otra-version", "cierre Excel y ejecute «cartera instalar»"
        )
        yield Line(EXCEL, "Complemento", facts.addin_version, None if same else other)


def _config(facts: Facts) -> Iterator[Line]:
    for setting in facts.config:
        value = f"{setting.value or '(vacío)'} · {setting.places[0]}"
        if setting.places[1:]:
            value += f" (antes que {', '.join(setting.places[1:])})"
        yield Line(EXCEL, setting.key, value, _config_fault(facts, setting.key))
    key = config.INTERPRETERS.get(facts.system)
    if key and facts.book and not facts.setting(key):
        fault = Fault("sin-interprete", _INSTALL)
        yield Line(EXCEL, key, "nadie lo dice", fault)
    key = "ADD_WORKBOOK_TO_PYTHONPATH"
    if facts.config and not facts.setting(key):
        yield Line(EXCEL, key, "nadie lo dice", _PLANTED)


_PLANTED: Final = Fault(
    "carpeta-en-la-ruta",
    "un archivo .py puesto junto al libro se ejecutaría: ejecute «cartera instalar»",
)


def _config_fault(facts: Facts, key: str) -> Fault | None:
    setting = facts.setting(key)
    if setting is None:
        return None
    if key == "ADD_WORKBOOK_TO_PYTHONPATH" and setting.value.casefold() != "false":
        return _PLANTED
    if key != config.INTERPRETERS.get(facts.system):
        return None
    if "\ufffd" in setting.value or "Ã" in setting.value:
        return Fault(
            "configuracion-codificada",
            f"el archivo no está en {facts.code_page}, que es lo que Excel lee: "
            f"{_INSTALL}",
        )
    if not facts.interpreter_exists:
        return Fault("interprete-no-existe", f"se movió o se borró: {_INSTALL}")
    if Path(setting.value) != facts.program.interpreter:
        return Fault(
            "otro-interprete",
            f"Excel llama a otro Python que este: {_INSTALL} con el que deba usar",
        )
    return None


def _book(facts: Facts) -> Iterator[Line]:
    book = facts.book
    if book is None:
        fault = Fault("sin-libro", "ejecute «cartera instalar», o diga cuál es")
        yield Line(BOOK, "Libro", "no hay ninguno instalado", fault)
        return
    unreadable = Fault("libro-ilegible", "corrija eso y repita")
    shown = f"{book.path} · {book.fault}" if book.fault else str(book.path)
    yield Line(BOOK, "Libro", shown, unreadable if book.fault else None)
    yield from _place(book)
    if not book.fault:
        yield from _inside(book, facts.program.packages.get("xlwings", ""))


def _place(book: BookFacts) -> Iterator[Line]:
    if book.why_not_here:
        fault = Fault("libro-sincronizado", f"páselo a otra carpeta: {_INSTALL}")
        yield Line(BOOK, "Carpeta", book.why_not_here, fault)
    if not book.writable:
        fault = Fault(
            "carpeta-sin-permiso",
            "pida permiso de escritura, o instale en otra con --carpeta",
        )
        yield Line(BOOK, "Carpeta", "no se puede escribir en ella", fault)
    if book.marked:
        fault = Fault(
            "libro-bloqueado",
            "en sus Propiedades marque «Desbloquear», o haga uno con «cartera "
            "instalar»",
        )
        value = "vino de internet: Windows no deja ejecutar sus macros"
        yield Line(BOOK, "Origen", value, fault)
    if book.open_by is not None:
        yield Line(BOOK, "Abierto", f"por {book.open_by}" if book.open_by else "sí")


def _inside(book: BookFacts, xlwings: str) -> Iterator[Line]:
    fault = None
    if not book.template:
        fault = Fault("libro-ajeno", "no lo hizo Cartera XL: use el libro instalado")
        yield Line(BOOK, "Plantilla", "ninguna", fault)
        return
    old = book.template != book.template_needed or not book.is_current
    if old and not book.lost_macros:
        fault = _other_version(book)
    yield Line(BOOK, "Plantilla", book.template, fault)
    lost = Fault("libro-sin-macros", f"se guardó sin macros: {_renew(book)}")
    shown = str(book.mode or "ninguna")
    yield Line(BOOK, "Macros", shown, lost if book.lost_macros else None)
    if book.mode is Mode.STANDALONE:
        fault = None
        if book.xlwings != xlwings:
            fault = Fault("libro-otro-xlwings", _renew(book))
        yield Line(BOOK, "xlwings del libro", book.xlwings or "desconocido", fault)


def _other_version(book: BookFacts) -> Fault:
    if is_newer(book.template):
        return Fault("libro-nuevo", "actualice el programa: el libro es más nuevo")
    return Fault("libro-viejo", f"{_renew(book)}: pasa lo digitado a uno nuevo")


def _renew(book: BookFacts) -> str:
    return f"cierre el libro y ejecute {renewing(book.path)}"


def _ledger(facts: Facts) -> Iterator[Line]:
    ledger = facts.ledger
    if ledger.fault:
        where = f"{ledger.place} · " if ledger.place else ""
        fault = Fault("cartera-inaccesible", "corrija eso y repita")
        yield Line(LEDGER, "Cartera", f"{where}{ledger.fault}", fault)
        return
    yield Line(LEDGER, "Cartera", f"{ledger.place} · {ledger.named_by}")
    yield Line(
        LEDGER, "Empresa", f"{ledger.company or '–'} · revisión {ledger.revision}"
    )
    yield _verified(facts)
    if not ledger.writable:
        fault = Fault("cartera-sin-permiso", "pida permiso de escritura en su carpeta")
        yield Line(LEDGER, "Escritura", "no se puede registrar", fault)
    book = facts.book
    if book and book.ledger_id and book.ledger_id != ledger.ledger_id:
        fault = Fault(
            "otra-cartera", "use el libro de esta cartera, o corrija cartera.toml"
        )
        yield Line(LEDGER, "Identidad", "el libro muestra otra cartera", fault)


def _verified(facts: Facts) -> Line:
    ledger = facts.ledger
    checks = count(ledger.checks, "prueba", "pruebas")
    if not ledger.broken:
        return Line(LEDGER, "Verificada", f"{checks}, sin hallazgos")
    fault = Fault(
        "cartera-no-cuadra",
        "vea «cartera verificar» y no registre nada: recupere el último respaldo",
    )
    return Line(LEDGER, "Verificada", f"falla: {'; '.join(ledger.broken)}", fault)


def _log(facts: Facts) -> Iterator[Line]:
    if facts.log:
        yield Line(PROGRAM, "Registro de fallas", str(facts.log))
    for name, value in facts.others.items():
        yield Line(PROGRAM, name, value)


_RULES: Final[tuple[Callable[[Facts], Iterator[Line]], ...]] = (
    _versions,
    _packages,
    _log,
    _book,
    _library,
    _programs,
    _config,
    _ledger,
)
