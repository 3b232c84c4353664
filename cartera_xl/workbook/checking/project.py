"""Rules of the VBA project: what would keep it from compiling, or its events dead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.workbook.checking.package import (
    CONTENT_TYPES,
    WORKBOOK,
    Fault,
    content_type,
)
from cartera_xl.workbook.checking.sheets import repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.workbook.checking.inspected import Inspected

PART: Final = "xl/vbaProject.bin"
TYPE: Final = "application/vnd.ms-office.vbaProject"


def project(book: Inspected) -> Iterator[Fault]:
    """Yield faults between the project and the package.

    Where a document module is not named after its sheet's code name, Excel makes
    another one and the first is dead: Workbook_Open never runs (XlsxWriter #438).
    """
    if book.project is None:
        yield Fault(WORKBOOK, "no relationship leads to a VBA project")
        return
    if content_type(book.parts, PART) != TYPE:
        yield Fault(CONTENT_TYPES, f"the type of {PART} is not that of a VBA project")
    names = set(book.code_names.values())
    for name in sorted(names - book.project.documents):
        yield Fault(PART, f"no document module is called {name}")
    for name in sorted(book.project.documents - names):
        yield Fault(PART, f"the document module {name} belongs to no sheet")


def modules(book: Inspected) -> Iterator[Fault]:
    """Yield what the compiler refuses across modules."""
    if book.project is None:
        return
    procedures = book.project.procedures
    modules_ = {name.casefold() for name in book.project.sources}
    for one in procedures:
        if one.name.casefold() in modules_:
            yield Fault(PART, f"the procedure {one.name} is called like a module")
    for module, source in book.project.sources.items():
        own = [one.name for one in procedures if one.module == module]
        # Of the branches of an #If only one is compiled.
        for name in repeated(own) if "#If " not in source else ():
            yield Fault(PART, f"{module} has the procedure {name} twice")
    shared = {(p.module, p.name.casefold()) for p in procedures if p.public}
    for name in repeated(name for _, name in sorted(shared)):
        yield Fault(PART, f"the name {name} is public in two modules")
