"""Results as a person reads them, and as a program does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartera_xl.ledger.money import plain, plain_decimal, to_decimal
from cartera_xl.texts import amount, amount_in, count, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from cartera_xl.actions.import_documents import Imported
    from cartera_xl.actions.refresh import RefreshedWorkbook
    from cartera_xl.actions.start import Places
    from cartera_xl.actions.summarize import Summary
    from cartera_xl.ledger.indicators import Figure, Indicators
    from cartera_xl.store.check import Check

FINDINGS_SHOWN = 20
IN_JSON = "con --json"  # where a command says what it does not show
_TILES = (
    ("por_vencer", "Facturas por vencer"),
    ("vencidas", "Facturas vencidas"),
    ("creditos", "Créditos a favor"),
)


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield the indicators and the ageing of each currency."""
    yield (
        f"Cartera al {day(summary.at)} · "
        f"{count(summary.customers, 'cliente', 'clientes')} con saldo · "
        f"revisión {summary.revision}"
    )
    if summary.known_from:
        yield (
            "No se conocía nada ese día: lo primero se registró el "
            f"{day(summary.known_from)}. Pida --conocido-al desde esa fecha."
        )
    elif not summary.indicators:
        yield "No hay saldos a esa fecha."
    for currency, indicators in summary.indicators.items():
        yield ""
        yield from _currency_lines(summary, currency, indicators)


def _currency_lines(
    summary: Summary, currency: str, indicators: Indicators
) -> Iterator[str]:
    for (_, title), figure in zip(_TILES, indicators, strict=True):
        yield _line(title, figure.amount, currency, str(figure.documents))
    yield _line("Saldo neto", indicators.net, currency)
    yield ""
    ageing = summary.ageing[currency]
    for label, figure in zip(summary.ranges.labels, ageing, strict=True):
        yield _line(f"  {label}", figure.amount, currency, str(figure.documents))


def _line(title: str, minor: int, currency: str, documents: str = "") -> str:
    shown = amount_in(to_decimal(minor, currency), currency)
    return f"{title:<22}{currency} {shown:>22}{documents:>8}".rstrip()


def summary_json(summary: Summary) -> dict[str, Any]:
    """Return the indicators and the ageing, amounts as text with two decimals."""
    return {
        "corte": summary.at.isoformat(),
        "revision": summary.revision,
        "monedas": {
            currency: _currency_json(summary, currency, indicators)
            for currency, indicators in summary.indicators.items()
        },
        "clientes": summary.customers,
        **(
            {"conocido_desde": summary.known_from.isoformat()}
            if summary.known_from
            else {}
        ),
    }


def _currency_json(
    summary: Summary, currency: str, indicators: Indicators
) -> dict[str, Any]:
    figures = {
        key: _figure(figure, currency)
        for (key, _), figure in zip(_TILES, indicators, strict=True)
    }
    ages = [
        {"rango": label, **_figure(figure, currency)}
        for label, figure in zip(
            summary.ranges.labels, summary.ageing[currency], strict=True
        )
    ]
    net = {"valor": plain(indicators.net, currency)}
    return {**figures, "saldo_neto": net, "edades": ages}


def _figure(figure: Figure, currency: str) -> dict[str, Any]:
    return {"valor": plain(figure.amount, currency), "documentos": figure.documents}


def import_lines(account: Imported, others: str = IN_JSON) -> Iterator[str]:
    """Yield what became of a file, and the first of its findings.

    Args:
        account: the file's.
        others: where the other findings are.
    """
    yield (
        f"{account.file}: {account.outcome} · "
        f"{count(account.rows, 'fila', 'filas')}, "
        f"{account.imported} importadas, {account.skipped} omitidas · "
        f"{_totals(account.totals)}"
    )
    for finding in account.findings[:FINDINGS_SHOWN]:
        where = f"fila {finding.row}" if finding.row else "archivo"
        mark = "✗" if finding.blocks else "·"
        yield f"  {mark} {where}: {finding.detail}"
    if (rest := len(account.findings) - FINDINGS_SHOWN) > 0:
        more = count(rest, "hallazgo más", "hallazgos más")
        yield f"  … y {more} (véalos {others})"


def _totals(totals: Mapping[str, Decimal]) -> str:
    return (
        " · ".join(f"{c} {amount(total)}" for c, total in totals.items()) or "sin valor"
    )


def import_json(account: Imported) -> dict[str, Any]:
    """Return what became of a file.

    `totales` gives the proven sum of each currency. `total` is that of the only one,
    «0.00» where there is none, and null where there are several: they do not add up.
    """
    totals = {c: plain_decimal(total, c) for c, total in account.totals.items()}
    one = next(iter(totals.values()), "0.00")
    return {
        "archivo": account.file,
        "resultado": account.outcome.value,
        "filas": account.rows,
        "importadas": account.imported,
        "omitidas": account.skipped,
        "total": one if len(totals) < 2 else None,
        "totales": totals,
        "hallazgos": [
            {"fila": f.row, "codigo": f.code, "detalle": f.detail, "bloquea": f.blocks}
            for f in account.findings
        ],
    }


def place_lines(places: Places) -> Iterator[str]:
    """Yield where everything is, and what to do next."""
    yield f"Cartera   {places.ledger}"
    yield f"Libro     {places.workbook}"
    yield f"Ajustes   {places.settings}"


def refresh_lines(done: RefreshedWorkbook) -> Iterator[str]:
    """Yield what a refresh did."""
    yield (
        f"{done.workbook.name} al {day(done.at)}: "
        f"{count(done.overdue, 'factura vencida', 'facturas vencidas')}, "
        f"{count(done.not_due, 'por vencer', 'por vencer')}, "
        f"{count(done.credits, 'crédito a favor', 'créditos a favor')} · "
        f"revisión {done.revision}"
    )
    if done.carried:
        carried = count(done.carried, "celda digitada sigue", "celdas digitadas siguen")
        yield f"  · {carried} en su fila, sin registrar."
    for note in done.notes:
        yield f"  · {note}"


def refresh_json(done: RefreshedWorkbook) -> dict[str, Any]:
    """Return what a refresh did."""
    return {
        "libro": str(done.workbook),
        "corte": done.at.isoformat(),
        "revision": done.revision,
        "filas": {
            "vencidas": done.overdue,
            "por_vencer": done.not_due,
            "creditos": done.credits,
        },
        "digitadas": done.carried,
        "notas": list(done.notes),
    }


def parameter_lines(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Yield parameters: key, value, what it is."""
    for key, value, description in rows:
        yield f"{key:<25}{value or '–':<28}  {description}"


def check_lines(checks: Iterable[Check]) -> Iterator[str]:
    """Yield every check with what it looked at, and the first offenders."""
    for check in checks:
        mark = "✓" if check.passed else "✗"
        rows = count(check.rows, "fila", "filas")
        yield f"{mark} {check.name:<13}{check.title} ({rows})"
        for offender in check.offenders:
            yield f"    {offender}"


def check_json(checks: Iterable[Check]) -> list[dict[str, Any]]:
    """Return every check with what it looked at, and the first offenders."""
    return [
        {
            "prueba": check.name,
            "descripcion": check.title,
            "pasa": check.passed,
            "filas": check.rows,
            "hallazgos": list(check.offenders),
        }
        for check in checks
    ]
