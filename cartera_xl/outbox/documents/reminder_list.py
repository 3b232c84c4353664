"""The list of reminders: to whom we write and why, and to whom we do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cartera_xl.outbox.documents.figures import signed
from cartera_xl.outbox.documents.paper import Paper, paper
from cartera_xl.texts import count, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cartera_xl.ledger.parameters import Parameters


class Reminded(NamedTuple):
    """One customer of the list; `why_not` is blank where the message goes out."""

    customer: str
    recipient: str
    level: str
    documents: int
    balances: Mapping[str, int]  # minor units by currency
    why_not: str = ""


def reminder_list_paper(own: Parameters, at: date, rows: Sequence[Reminded]) -> Paper:
    """Return the list, those who are written to first; nothing is sent by it."""
    going = [row for row in rows if not row.why_not]
    staying = [row for row in rows if row.why_not]
    groups = (("Se les escribe", going), ("No se les escribe", staying))
    return paper(
        "recordatorios",
        own,
        at,
        "Recordatorios",
        subtitle=(f"Para el {day(at)}",),
        running=own.company,
        cuadros=_tiles(going, staying),
        grupos=[_group(title, found) for title, found in groups if found],
    )


def _tiles(
    going: Sequence[Reminded], staying: Sequence[Reminded]
) -> list[dict[str, str]]:
    totals = _totals(going)
    return [
        _tile("Mensajes", str(len(going)), "azul"),
        *(_tile(f"Saldo {c}", signed(totals[c], c), "rojo") for c in sorted(totals)),
        _tile("Sin mensaje", str(len(staying)), "tinta"),
    ]


def _tile(title: str, value: str, tone: str) -> dict[str, str]:
    return {"titulo": title, "valor": value, "tono": tone}


def _totals(rows: Iterable[Reminded]) -> dict[str, int]:
    """Return what is reminded of in each currency: they are never added."""
    totals: dict[str, int] = {}
    for row in rows:
        for currency, minor in row.balances.items():
            totals[currency] = totals.get(currency, 0) + minor
    return totals


def _group(title: str, rows: Sequence[Reminded]) -> dict[str, Any]:
    customers = count(len(rows), "cliente", "clientes")
    return {"titulo": f"{title} · {customers}", "filas": [_row(row) for row in rows]}


def _row(row: Reminded) -> dict[str, Any]:
    return {
        "cliente": row.customer,
        "destinatario": row.recipient,
        "nivel": row.level,
        "documentos": str(row.documents),
        "saldos": [signed(minor, c) for c, minor in sorted(row.balances.items())],
        "nota": row.why_not,
    }
