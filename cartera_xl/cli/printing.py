"""Statements as a command gives them: on the screen, for programs, or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cartera_xl import settings
from cartera_xl.cli import report_statement as told
from cartera_xl.cli import screen, typed
from cartera_xl.errors import DONE
from cartera_xl.ledger.statement import View
from cartera_xl.texts import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from cartera_xl.actions.print_documents import Printed
    from cartera_xl.actions.print_statements import PrintedStatements, Printing
    from cartera_xl.cli.ordering import Order
    from cartera_xl.store import Store


@dataclass(frozen=True, slots=True)
class Statements:
    """What was typed: whose statement («» is everybody's), of which days, and where."""

    customer: str
    since: date
    until: date
    view: str
    pdf: Path | None
    replace: bool

    def give(self, store: Store, *, json: bool) -> int:
        """Show the statement, or print it; return the exit code."""
        from cartera_xl.actions import statement as action

        if not self.customer:
            return self._print_all(store, json=json)
        done = action.run(store, self.customer, self.since, self.until, self._view)
        if self.pdf is not None:
            from cartera_xl.actions import print_statements as printing

            return _tell(printing.one(store, done, self._printing(self.pdf)), json=json)
        if json:
            screen.give(told.statement_json(done))
            return DONE
        for line in told.statement_lines(done):
            screen.say(line)
        return DONE

    def mail(self, order: Order, folder: Path, requested: str) -> int:
        """Write a mail with it as a draft, and log it; return the exit code."""
        from cartera_xl.actions import mail_statement as action

        asked = action.Asked(
            *(self.customer, self.since, self._view, folder),
            *(settings.templates_folder(), requested),
        )
        return order.post(action.run, asked)

    def _print_all(self, store: Store, *, json: bool) -> int:
        from cartera_xl.actions import print_statements as printing

        assert self.pdf is not None
        if self.pdf.exists() and not self.pdf.is_dir():
            raise typed.Misuse(f"«{self.pdf}» es un archivo: --todos pide una carpeta.")
        with screen.progress() as progress:
            done = printing.everybody(store, self._printing(self.pdf), progress)
        return _tell(done, json=json)

    def _printing(self, target: Path) -> Printing:
        from cartera_xl.actions.print_statements import Printing

        return Printing(
            self.since,
            self.until,
            self._view,
            target,
            self.replace,
            settings.templates_folder(),
        )

    @property
    def _view(self) -> View:
        return View.OPEN_ITEMS if self.view == "partidas" else View.MOVEMENTS


def _tell(done: PrintedStatements, *, json: bool) -> int:
    if json:
        screen.give(_statements_json(done))
        return DONE
    for line in _statement_lines(done):
        screen.say(line)
    return DONE


def _statement_lines(done: PrintedStatements) -> Iterator[str]:
    if len(done.files) == 1 and not done.skipped:
        yield f"Estado de cuenta en {done.files[0][1]}"
    else:
        made = count(len(done.files), "estado de cuenta", "estados de cuenta")
        where = f" en {done.files[0][1].parent}" if done.files else ""
        none = count(done.skipped, "cliente", "clientes")
        yield f"{made}{where} · {none} sin nada que mostrar"
    yield from done.notes


def _statements_json(done: PrintedStatements) -> dict[str, Any]:
    return {
        "archivos": [{"cliente": c, "archivo": str(path)} for c, path in done.files],
        "omitidos": done.skipped,
        "notas": list(done.notes),
    }


def printed_lines(done: Printed) -> Iterator[str]:
    """Yield what was printed and where it is."""
    yield f"{done.name} en {done.path}"
    yield from done.notes


def printed_json(done: Printed) -> dict[str, Any]:
    """Return what was printed and where it is."""
    return {
        "documento": done.name,
        "archivo": str(done.path),
        "notas": list(done.notes),
    }
