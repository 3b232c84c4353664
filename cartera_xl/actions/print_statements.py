"""Estado de cuenta as a PDF: of one customer, or of every one that has something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.actions import statement as statements
from cartera_xl.actions.choices import choices
from cartera_xl.actions.letterhead import typesetter
from cartera_xl.actions.progress import silent
from cartera_xl.actions.remarks import remarks
from cartera_xl.ledger.directory import Directory
from cartera_xl.outbox.documents.files import file_names, refuse_others, save
from cartera_xl.outbox.documents.statement import (
    TITLE,
    Period,
    says_something,
    statement_paper,
)
from cartera_xl.store import queries
from cartera_xl.store.families import families

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.statement import CustomerStatement
    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.ledger.statement import View
    from cartera_xl.outbox.documents.paper import Paper
    from cartera_xl.store import Store

# Customers that are read at a time: whoever posts waits no longer than for those.
_READ_AT_ONCE: Final = 100


class Printing(NamedTuple):
    """Which statements, and where they go."""

    since: date
    until: date
    view: View
    target: Path  # a file for one customer, a folder for all
    replace: bool = False
    templates: Path | None = None


class PrintedStatements(NamedTuple):
    """What was written: customers' codes with their files, and who had nothing."""

    files: tuple[tuple[str, Path], ...]
    skipped: int = 0
    notes: tuple[str, ...] = ()


def one(store: Store, done: CustomerStatement, printing: Printing) -> PrintedStatements:
    """Print the statement of a customer.

    Raises:
        FileThereError: another's file is at its place; nothing was written.
    """
    if not printing.replace:
        refuse_others([printing.target])
    with store.reading() as ledger:
        own = choices(ledger)
        known = remarks(ledger, done.until).get(done.customer.id)
    with typesetter(store, own, printing.templates) as setter:
        save(printing.target, setter.pdf(paper_of(own, done, known)))
        return PrintedStatements(
            ((done.customer.code, printing.target),), notes=setter.notes
        )


def everybody(
    store: Store, printing: Printing, progress: Progress = silent
) -> PrintedStatements:
    """Print the statement of every customer that has something to show, a file each.

    Raises:
        FileThereError: another's file is at the place of one; nothing was written.
    """
    with store.reading() as ledger:
        own = choices(ledger)
        known = remarks(ledger, printing.until)
        directory = Directory(queries.customers(ledger), families(ledger))
    places = _places(directory, printing)
    if not printing.replace:
        refuse_others(places.values())
    files = []
    with typesetter(store, own, printing.templates) as setter:
        for n, done in enumerate(_statements(store, directory, printing)):
            progress("Componiendo estados de cuenta", n, len(places))
            if not any(says_something(part, done.view) for part in done.parts):
                continue
            path = places[done.customer.id]
            paper = paper_of(own, done, known.get(done.customer.id))
            save(path, setter.pdf(paper))
            files.append((done.customer.code, path))
        return PrintedStatements(tuple(files), len(places) - len(files), setter.notes)


def paper_of(
    own: Parameters,
    done: CustomerStatement,
    known: Mapping[str, Sequence[str]] | None = None,
) -> Paper:
    """Return a customer's statement, ready to be set, with what is known beside it."""
    period = Period(done.since, done.until, done.view)
    return statement_paper(own, done.customer, done.parts, period, known)


def _places(directory: Directory, printing: Printing) -> dict[int, Path]:
    """Return the file of every customer; records that were joined have one."""
    shown = _shown(directory)
    names = file_names((TITLE, c.code, c.name) for c in shown)
    return {
        customer.id: printing.target / name
        for customer, name in zip(shown, names, strict=True)
    }


def _shown(directory: Directory) -> list[Customer]:
    everyone = directory.customers.values()
    return [c for c in everyone if c.id not in directory.joined]


def _statements(
    store: Store, directory: Directory, printing: Printing
) -> Iterator[CustomerStatement]:
    """Yield every customer's statement, so many at a time in one reading."""
    since, until, view = printing.since, printing.until, printing.view
    everyone = _shown(directory)
    for start in range(0, len(everyone), _READ_AT_ONCE):
        with store.reading() as ledger:
            read = [
                statements.of_customer(ledger, directory, c, since, until, view)
                for c in everyone[start : start + _READ_AT_ONCE]
            ]
        yield from read
