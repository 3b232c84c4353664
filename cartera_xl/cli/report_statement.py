"""The statement of a customer, as it reads on paper and as a program reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.cli.report_collection import step_json, step_line
from cartera_xl.ledger.money import plain, to_decimal
from cartera_xl.ledger.statement import View
from cartera_xl.texts import amount_in, day, movement_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.statement import CustomerStatement
    from cartera_xl.ledger.statement import Line, Statement


def statement_lines(done: CustomerStatement) -> Iterator[str]:
    """Yield a statement, currency by currency."""
    customer = done.customer
    days = f"del {day(done.since)} al {day(done.until)}"
    if done.view is View.OPEN_ITEMS:
        days = f"al {day(done.until)}, partidas abiertas"
    yield (
        f"Estado de cuenta de {customer.name} ({customer.code}) {days} · revisión "
        f"{done.revision}"
    )
    if not done.parts:
        yield "No tiene movimientos."
    for part in done.parts:
        yield ""
        yield from _part_lines(part, done.view)
    if done.pending:
        yield ""
        yield "Promesas y disputas pendientes:"
        yield from (f"  {step_line(step)}" for step in done.pending)


def _part_lines(part: Statement, view: View) -> Iterator[str]:
    def shown(minor: int) -> str:
        return f"{amount_in(to_decimal(minor, part.currency), part.currency):>20}"

    if view is View.MOVEMENTS:
        yield f"{part.currency}  Saldo anterior{shown(part.opening)}"
    for line in part.lines:
        late = f"  mora {line.days} días" if line.days is not None else ""
        yield (
            f"{day(line.day)}  {_what(line):<36}{shown(line.debit)}"
            f"{shown(line.credit)}{shown(line.balance)}{late}"
        )
    if view is View.OPEN_ITEMS and not part.lines:
        yield "No hay partidas abiertas."
    name = "Saldo final   " if view is View.MOVEMENTS else "Total abierto "
    yield f"{part.currency}  {name}{shown(part.closing)}"


def _what(line: Line) -> str:
    name = movement_name(line.what, is_reversal=line.is_reversal)
    suffix = f" ({line.instalment})" if line.instalment > 1 else ""
    return f"{name} {line.number}{suffix}"


def statement_json(done: CustomerStatement) -> dict[str, Any]:
    """Return a statement; amounts are text with two decimals.

    `estado` is that of an open item at the end of the period; movements have none.
    """
    return {
        "cliente": done.customer.code,
        "nombre": done.customer.name,
        "desde": done.since.isoformat(),
        "hasta": done.until.isoformat(),
        "vista": "partidas" if done.view is View.OPEN_ITEMS else "movimientos",
        "revision": done.revision,
        "monedas": {part.currency: _part_json(part, done.view) for part in done.parts},
        "pendientes": [step_json(step) for step in done.pending],
    }


def _part_json(part: Statement, view: View) -> dict[str, Any]:
    """Return a part; open items are none that lead from an opening to the closing."""

    def told(minor: int) -> str:
        return plain(minor, part.currency)

    led = {
        "apertura": told(part.opening),
        "movimiento": told(part.closing - part.opening),
    }
    return {
        **(led if view is View.MOVEMENTS else {}),
        "cierre": told(part.closing),
        "lineas": [
            {
                "fecha": line.day.isoformat(),
                "que": _what(line),
                "numero": line.number,
                "cuota": line.instalment,
                "concepto": line.concept,
                "vence": line.due.isoformat() if line.due else None,
                "mora": line.days,
                "estado": line.status,
                "debe": told(line.debit),
                "haber": told(line.credit),
                "saldo": told(line.balance),
            }
            for line in part.lines
        ],
    }
