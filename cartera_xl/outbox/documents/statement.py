"""The statement of a customer: open items by ageing, or movements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cartera_xl.ledger.aging import Basis, days_overdue
from cartera_xl.ledger.documents import Kind, Side
from cartera_xl.ledger.statement import View
from cartera_xl.outbox.documents.figures import of_statement, signed
from cartera_xl.outbox.documents.paper import Paper, paper, party
from cartera_xl.texts import KIND_NAMES, count, day, document_label, movement_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from cartera_xl.ledger.parameters import Parameters
    from cartera_xl.ledger.posting import Customer
    from cartera_xl.ledger.statement import Line, Statement

TITLE = "Estado de cuenta"
BEFORE, AFTER, OPEN = "Saldo anterior", "Saldo final", "Total abierto"
CREDITS = "Créditos a favor"
_VIEWS = {View.OPEN_ITEMS: "partidas", View.MOVEMENTS: "movimientos"}
_NOTHING = {
    View.OPEN_ITEMS: "No hay partidas abiertas a esta fecha.",
    View.MOVEMENTS: "No hay movimientos ni saldo en este periodo.",
}


class Period(NamedTuple):
    """What a statement covers, and which lines it lists."""

    since: date
    until: date
    view: View


def statement_paper(
    own: Parameters,
    customer: Customer,
    parts: Iterable[Statement],
    period: Period,
    remarks: Mapping[str, Sequence[str]] | None = None,
) -> Paper:
    """Return the statement of a customer, one part for each currency that says much.

    Args:
        own: what the company chose.
        customer: whose it is.
        parts: what it owed, currency by currency.
        period: from when to when, and which lines.
        remarks: what is known of a document beside its figures, by its label; under ""
            what is known of the customer.
    """
    known = remarks or {}
    shown = [part for part in parts if says_something(part, period.view)]
    return paper(
        "estado-cuenta",
        own,
        period.until,
        TITLE,
        subtitle=_subtitle(period),
        running=f"{own.company} · {customer.name}",
        cliente=party(customer),
        vista=_VIEWS[period.view],
        secciones=[_part(own, part, period, known) for part in shown],
        vacio=_NOTHING[period.view],
        notas=[*_notes(known, period.view)],
    )


def _notes(known: Mapping[str, Sequence[str]], view: View) -> Iterator[str]:
    """Yield what is said under the figures; open items have their own beside them.

    A document that is in dispute may not be among the movements of a period.
    """
    for label, sentences in sorted(known.items()):
        if not label:
            yield from sentences
        elif view is View.MOVEMENTS:
            yield from (f"{label}: {sentence}" for sentence in sentences)


def says_something(part: Statement, view: View) -> bool:
    """Tell whether a part has anything to show."""
    if view is View.OPEN_ITEMS:
        return bool(part.lines)
    return bool(part.lines or part.opening)


def _subtitle(period: Period) -> tuple[str, ...]:
    since, until = day(period.since), day(period.until)
    if period.view is View.OPEN_ITEMS:
        return (f"Partidas abiertas al {until}",)
    return (f"Movimientos del {since} al {until}",)


def _part(
    own: Parameters,
    part: Statement,
    period: Period,
    remarks: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    made = _open_part if period.view is View.OPEN_ITEMS else _moving_part
    return {"moneda": part.currency, **made(own, part, remarks)}


def _open_part(
    own: Parameters, part: Statement, remarks: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    shown = of_statement(part)
    debits, credits_ = _sides(part)
    late = sum(x.balance for x in debits if (x.days or 0) > 0)
    owed, free = (sum(x.balance for x in lines) for lines in (debits, credits_))
    return {
        "cuadros": _tiles(
            part.currency,
            ("Por vencer", owed - late, "azul"),
            ("Vencidas", late, "rojo"),
            (CREDITS, -free, "verde"),
            ("Saldo neto", owed + free, "tinta"),
        ),
        "edades": _ageing(own, part, debits, shown),
        "grupos": [*_groups(own, part, shown, remarks)],
        "cierre": {"titulo": OPEN, "valor": shown(part.closing)},
    }


def _sides(part: Statement) -> tuple[list[Line], list[Line]]:
    debits = [line for line in part.lines if Kind(line.what).side is Side.DEBIT]
    return debits, [line for line in part.lines if line not in debits]


def _tiles(currency: str, *tiles: tuple[str, int, str]) -> list[dict[str, str]]:
    return [
        {"titulo": title, "valor": signed(minor, currency), "tono": tone}
        for title, minor, tone in tiles
    ]


def _age(own: Parameters, line: Line, until: date) -> int:
    if own.basis is Basis.ISSUE or line.due is None:
        return days_overdue(line.day, until)
    return days_overdue(line.due, until)


def _ranges(
    own: Parameters, part: Statement, lines: Iterable[Line]
) -> dict[int, list[Line]]:
    """Return the lines of each ageing range, the youngest range first."""
    found: dict[int, list[Line]] = {n: [] for n in range(len(own.ranges.labels))}
    for line in lines:
        found[own.ranges.index(_age(own, line, part.until))].append(line)
    return found


def _ageing(
    own: Parameters,
    part: Statement,
    debits: Iterable[Line],
    shown: Callable[[int], str],
) -> list[dict[str, Any]]:
    rows = []
    for n, lines in _ranges(own, part, debits).items():
        amount = sum(line.balance for line in lines)
        title = own.ranges.labels[n] if n == 0 else f"{own.ranges.labels[n]} días"
        late = bool(n and amount)
        rows.append(
            {
                "titulo": title,
                "valor": shown(amount),
                "vencido": late,
                "vacio": not amount,
            }
        )
    return rows


def _groups(
    own: Parameters,
    part: Statement,
    shown: Callable[[int], str],
    remarks: Mapping[str, Sequence[str]],
) -> Iterable[dict[str, Any]]:
    """Yield the oldest range first, and what is in the customer's favour last."""
    debits, credits_ = _sides(part)
    for n, lines in reversed(_ranges(own, part, debits).items()):
        if lines:
            yield _group(_range_title(own, n), lines, shown, remarks)
    if credits_:
        yield _group(CREDITS, credits_, shown, remarks)


def _range_title(own: Parameters, n: int) -> str:
    days = own.ranges.labels[n].replace(">", "más de ")
    if own.basis is Basis.ISSUE:
        return f"{days} días desde la emisión" if n else "Emitidas hoy"
    return f"Vencidas hace {days} días" if n else "Por vencer"


def _group(
    title: str,
    lines: Sequence[Line],
    shown: Callable[[int], str],
    remarks: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    return {
        "titulo": title,
        "subtotal": shown(sum(line.balance for line in lines)),
        "filas": [_open_row(line, shown, remarks) for line in lines],
    }


def _open_row(
    line: Line, shown: Callable[[int], str], remarks: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return a row in which the value less what was taken is the balance."""
    sign = 1 if line.due else -1
    total, taken = (line.debit, line.credit) if line.due else (line.credit, line.debit)
    days = line.days or 0
    label = document_label(line.what, line.number, line.instalment)
    return {
        "nombre": _name(line),
        "concepto": line.concept,
        "emision": day(line.day),
        "vence": day(line.due) if line.due else "",
        "mora": count(days, "día", "días") if days > 0 else "",
        "vencida": days > 0,
        "valor": shown(sign * total),
        "abonado": shown(sign * taken) if taken else "",
        "saldo": shown(line.balance),
        "notas": [*remarks.get(label, ())],
    }


def _moving_part(
    own: Parameters, part: Statement, remarks: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    shown = of_statement(part)
    charged, settled = (
        sum(x.debit for x in part.lines),
        sum(x.credit for x in part.lines),
    )
    return {
        "cuadros": _tiles(
            part.currency,
            (BEFORE, part.opening, "tinta"),
            ("Cargos", charged, "azul"),
            ("Abonos", settled, "verde"),
            (AFTER, part.closing, "tinta"),
        ),
        "edades": [],
        "apertura": _balance(BEFORE, part.since, shown(part.opening)),
        "cierre": _balance(AFTER, part.until, shown(part.closing)),
        "filas": [_moving_row(line, shown) for line in part.lines],
    }


def _balance(title: str, at: date, amount: str) -> dict[str, str]:
    return {"titulo": title, "fecha": day(at), "valor": amount}


def _moving_row(line: Line, shown: Callable[[int], str]) -> dict[str, str]:
    return {
        "fecha": day(line.day),
        "nombre": _name(line),
        "concepto": line.concept,
        "debito": shown(line.debit) if line.debit else "",
        "credito": shown(line.credit) if line.credit else "",
        "saldo": shown(line.balance),
    }


def _name(line: Line) -> str:
    """Return what a line is: «Factura FV-1», «Retefuente de FV-1 (2)»."""
    name = movement_name(line.what, is_reversal=line.is_reversal)
    suffix = f" ({line.instalment})" if line.instalment > 1 else ""
    of = " " if line.what in KIND_NAMES else " de "
    return f"{name}{of}{line.number}{suffix}"
