"""Resumen: the indicators, the ageing, the top debtors, and what proves them."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from cartera_xl.ledger.indicators import Indicators
from cartera_xl.ledger.money import to_decimal
from cartera_xl.tabs import names, summary
from cartera_xl.tabs.credits import CREDITS
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.texts import coded, count, day
from cartera_xl.views.rows import amount_look, amounts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cartera_xl.ledger.portfolio import CustomerBalance
    from cartera_xl.tabs.cell import Cell, Row
    from cartera_xl.tabs.tab import Tab
    from cartera_xl.views.snapshot import Snapshot


class Stamp(NamedTuple):
    """When a refresh was made, from what, and by which version."""

    moment: datetime
    ledger: str  # the ledger's name, without its folder
    version: str


def named_values(
    snapshot: Snapshot, stamp: Stamp
) -> dict[str, Cell | list[list[Cell]]]:
    """Return what Resumen shows, by defined name."""
    base = snapshot.parameters.currency
    values: dict[str, Cell | list[list[Cell]]] = {
        names.CORTE: snapshot.at,
        names.LAST_CORTE: snapshot.at,
        names.COMPANY: _company(snapshot),
        names.AMOUNT_LOOK: amount_look(base, base),
        names.CURRENCY: base,
        names.STAMP: _stamp(snapshot, stamp),
        names.TIE_OUT: control_total(snapshot),
        names.LEDGER_ID: snapshot.ledger_id,
        names.REVISION: snapshot.revision,
        **_tiles(snapshot),
        **_ageing(snapshot),
        **_debtors(snapshot),
    }
    return values


def formula_values(
    snapshot: Snapshot, tables: Mapping[str, Sequence[Row]]
) -> dict[str, Cell]:
    """Return the values of formulas that only the ledger can work out."""
    shown = _column_sum(NOT_DUE, tables) + _column_sum(OVERDUE, tables)
    shown -= _column_sum(CREDITS, tables)
    return {
        summary.TIE_OUT: summary.ties_out(shown, control_total(snapshot)),
        summary.WHO: summary.who(len(_late(snapshot))),
    }


def _column_sum(tab: Tab, tables: Mapping[str, Sequence[Row]]) -> float:
    position = tab.columns.index(tab.column("balance"))
    cells = (row[position] for row in tables.get(tab.table, ()))
    return fsum(cell for cell in cells if isinstance(cell, (int, float)))


def control_total(snapshot: Snapshot) -> float:
    """Return debits less credits over all currencies: a proof, never a balance."""
    return sum(
        float(to_decimal(snapshot.portfolio.indicators(currency).net, currency))
        for currency in snapshot.portfolio.currencies
    )


def _indicators(snapshot: Snapshot, currency: str) -> Indicators:
    if currency in snapshot.portfolio.currencies:
        return snapshot.portfolio.indicators(currency)
    return Indicators()


def _figures(indicators: Indicators) -> dict[str, int]:
    return {
        "por_vencer": indicators.not_due.amount,
        "vencidas": indicators.overdue.amount,
        "creditos": indicators.credit.amount,
        "saldo_neto": indicators.net,
    }


def _tiles(snapshot: Snapshot) -> dict[str, Cell]:
    base = snapshot.parameters.currency
    others = [c for c in snapshot.portfolio.currencies if c != base]
    shown = _figures(_indicators(snapshot, base))
    values: dict[str, Cell] = {}
    for key in names.TILES:
        values[names.last(key)] = amounts([shown[key]], [base])[0]
        values[names.detail(key)] = _detail(snapshot, key)
        values[names.others(key)] = _others(snapshot, key, others)
    return values


def _detail(snapshot: Snapshot, key: str) -> str:
    """Say how many documents of how many customers a tile adds up, in its currency."""
    if key == "saldo_neto":
        return "por vencer + vencidas − créditos"
    position = ("por_vencer", "vencidas", "creditos").index(key)
    noun = ("crédito", "créditos") if key == "creditos" else ("factura", "facturas")
    base = snapshot.parameters.currency
    counts = [
        balance.indicators[position].documents
        for balance in snapshot.portfolio.balances
        if balance.currency == base
    ]
    of = count(sum(n > 0 for n in counts), "cliente", "clientes")
    return f"{count(sum(counts), *noun)} · {of}"


def _others(snapshot: Snapshot, key: str, currencies: Sequence[str]) -> Cell:
    """List the other currencies beneath a tile: they are never added to it.

    Each by its code: beside a tile of dollars, «$» would not say pesos.
    """
    figures = [
        coded(to_decimal(_figures(_indicators(snapshot, c))[key], c), c)
        for c in currencies[: names.MAX_CURRENCIES]
        if _figures(_indicators(snapshot, c))[key]
    ]
    return "+ " + " · ".join(figures) if figures else None


def _ageing(snapshot: Snapshot) -> dict[str, list[list[Cell]]]:
    base = snapshot.parameters.currency
    buckets = snapshot.portfolio.buckets(base)
    money = amounts([bucket.amount for bucket in buckets], [base] * len(buckets))
    total = sum(bucket.amount for bucket in buckets)
    rows: list[list[Cell]] = [
        [label, balance, bucket.documents, _share(bucket.amount, total)]
        for label, balance, bucket in zip(
            snapshot.parameters.ranges.labels, money, buckets, strict=True
        )
    ]
    documents = sum(bucket.documents for bucket in buckets)
    return {
        names.AGEING: rows,
        names.AGEING_TOTAL: [
            [amounts([total], [base])[0], documents, _share(total, total)]
        ],
    }


def _debtors(snapshot: Snapshot) -> dict[str, list[list[Cell]]]:
    base, late = snapshot.parameters.currency, _late(snapshot)
    top = sorted(late, key=_most_overdue_first)[: names.TOP_DEBTORS]
    shown = sum(balance.indicators.overdue.amount for balance in top)
    total = sum(balance.indicators.overdue.amount for balance in late)
    return {
        names.DEBTORS: [_debtor(snapshot, balance) for balance in top],
        names.DEBTORS_TOTAL: [[amounts([shown], [base])[0], _share(shown, total)]],
    }


def _late(snapshot: Snapshot) -> list[CustomerBalance]:
    """Return who owes something overdue in the base currency."""
    base = snapshot.parameters.currency
    return [
        balance
        for balance in snapshot.portfolio.balances
        if balance.currency == base and balance.indicators.overdue.amount
    ]


def _most_overdue_first(balance: CustomerBalance) -> tuple[int, int]:
    return -balance.indicators.overdue.amount, balance.customer_id


def _debtor(snapshot: Snapshot, balance: CustomerBalance) -> list[Cell]:
    sums = [balance.indicators.overdue.amount, *(b.amount for b in balance.buckets)]
    overdue, *by_range = amounts(sums, [balance.currency] * len(sums))
    name = snapshot.customers[balance.customer_id].name
    return [name, overdue, balance.days_overdue, *by_range]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _company(snapshot: Snapshot) -> str:
    own = snapshot.parameters
    nit = f"NIT {own.company_nit}" if own.company_nit else ""
    shown = (own.company, nit, f"Cifras en {own.currency}")
    return "  ·  ".join(part for part in shown if part)


def _stamp(snapshot: Snapshot, stamp: Stamp) -> str:
    return (
        f"Última actualización {day(stamp.moment)} {stamp.moment:%H:%M} · "
        f"{stamp.ledger}, revisión {snapshot.revision} · Cartera XL {stamp.version}"
    )
