"""Imprimir: a receipt, an invoice, a note or a quote as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions.choices import choices
from cartera_xl.actions.finding import find_customer, find_document
from cartera_xl.actions.letterhead import beside_ledger, typesetter
from cartera_xl.actions.paper_of_document import paper_of
from cartera_xl.actions.progress import silent
from cartera_xl.ledger.documents import Kind
from cartera_xl.outbox.documents.files import file_name, refuse_others, save
from cartera_xl.outbox.documents.package import pdf_in
from cartera_xl.store import queries
from cartera_xl.texts import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from cartera_xl.actions.progress import Progress
    from cartera_xl.ledger.documents import OpenItem
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction


_ELECTRONIC: Final = frozenset({Kind.INVOICE, Kind.DEBIT_NOTE, Kind.CREDIT_NOTE})


class Asked(NamedTuple):
    """What is to be printed: a document by its number or label, and whose, if unclear.

    `target` is a file or a folder; without one the document goes to `folder`.
    """

    document: str
    customer: str = ""
    target: Path | None = None
    folder: Path = Path()
    replace: bool = False
    kinds: Collection[Kind] = tuple(Kind)


class Printed(NamedTuple):
    """A document that was written."""

    name: str
    path: Path
    notes: tuple[str, ...] = ()


def run(store: Store, asked: Asked, at: date, templates: Path | None = None) -> Printed:
    """Print a document as it stands at the end of a day.

    Raises:
        NamedError: it is not there, or several are called so.
        FileThereError: another's file is at its place; nothing was written.
        TemplateFaultError: the company's own template cannot be set.
        PackageUnreadableError: the electronic document is there and is none.
    """
    [done] = run_all(store, [asked], at, templates)
    return done


def run_all(
    store: Store,
    asked: Sequence[Asked],
    at: date,
    templates: Path | None = None,
    progress: Progress = silent,
) -> list[Printed]:
    """Print several documents; where one cannot be found, none is written.

    Raises:
        CarteraError: as `run`.
    """
    with store.reading() as ledger:
        own = choices(ledger)
        items = [_found(ledger, one) for one in asked]
        papers = [paper_of(ledger, item, own, at) for item in items]
    packages = beside_ledger(store, own.packages) if own.packages else None
    given = [_package(packages, item) for item in items]
    places = [_place(one, item) for one, item in zip(asked, items, strict=True)]
    for one, path, pdf in zip(asked, places, given, strict=True):
        if not one.replace:
            refuse_others([path], known=pdf)
    done: list[Printed] = []
    with typesetter(store, own, templates) as setter:
        for item, paper, path, pdf in zip(items, papers, places, given, strict=True):
            progress("Componiendo documentos", len(done), len(items))
            save(path, pdf or setter.pdf(paper))
            name = f"{KIND_NAMES[item.kind]} {item.number}"
            done.append(Printed(name, path, () if pdf else setter.notes))
    return done


def _package(folder: Path | None, item: OpenItem) -> bytes | None:
    """Return the electronic document itself, where the company keeps it."""
    if folder is None or item.kind not in _ELECTRONIC:
        return None
    return pdf_in(folder, item.number)


def _found(ledger: Transaction, asked: Asked) -> OpenItem:
    whose = None
    if asked.customer:
        whose = find_customer(queries.customers(ledger), asked.customer).id
    return find_document(ledger, asked.document, asked.kinds, whose)


def _place(asked: Asked, item: OpenItem) -> Path:
    """Return where a document goes: the file that was named, or one in a folder."""
    instalment = f"cuota {item.instalment}" if item.instalment > 1 else ""
    name = file_name(KIND_NAMES[item.kind], item.number, instalment)
    if asked.target is None:
        return asked.folder / name
    return asked.target / name if asked.target.is_dir() else asked.target
