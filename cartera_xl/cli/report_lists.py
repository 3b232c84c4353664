"""Lists of what a ledger holds: batches, and withholding rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cartera_xl.ledger.legal_time import BOGOTA
from cartera_xl.ledger.money import plain
from cartera_xl.ledger.refusals import money
from cartera_xl.texts import USE_NAMES, count, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cartera_xl.actions.withholding_rates import Rates
    from cartera_xl.store.batches import Listed

_MILLION: Final = 1_000_000


def batch_lines(batches: Iterable[Listed]) -> Iterator[str]:
    """Yield batches: number, moment, action, who, what it wrote, its fate."""
    for batch in batches:
        documents = count(batch.documents, "documento", "documentos")
        applications = count(batch.applications, "aplicación", "aplicaciones")
        undone = f" · deshecho por {batch.undone_by}" if batch.undone_by else ""
        moment = batch.recorded_at.astimezone(BOGOTA)
        yield (
            f"{batch.revision:>6}  {moment:%d/%m/%Y %H:%M}  "
            f"{batch.action:<12}{batch.actor:<14}{documents}, {applications}{undone}"
        )


def batch_json(batches: Iterable[Listed]) -> list[dict[str, Any]]:
    """Return batches."""
    return [
        {
            "lote": batch.revision,
            "clave": batch.key,
            "accion": batch.action,
            "usuario": batch.actor,
            "equipo": batch.host,
            "registrado": batch.recorded_at.isoformat(),
            "documentos": batch.documents,
            "aplicaciones": batch.applications,
            "deshecho_por": batch.undone_by,
        }
        for batch in batches
    ]


def rate_lines(found: Rates) -> Iterator[str]:
    """Yield rates: tax, name, town, since when, how much, from which base on."""
    if not found.rates:
        yield "No hay tarifas: agréguelas con «cartera tarifas agregar»."
    for rate in found.rates:
        least = f" · base mínima {money(rate.minimum, found.currency)}"
        yield (
            f"{USE_NAMES[rate.use]:<12}{rate.name:<22}{rate.town:<16}"
            f"{day(rate.since)}  {percent(rate.rate):>9}"
            f"{least if rate.minimum else ''}"
        )


def percent(millionths: int) -> str:
    """Write a rate as Colombia does: 2,5 %."""
    text = f"{millionths * 100 / _MILLION:.4f}".rstrip("0").rstrip(".")
    return f"{text} %".replace(".", ",")


def fraction(millionths: int) -> str:
    """Write a rate as programs do: 0.025000 is 2,5 %."""
    return f"{millionths // _MILLION}.{millionths % _MILLION:06d}"


def rate_json(found: Rates) -> list[dict[str, Any]]:
    """Return rates; a rate is a fraction: 0.025000 is 2,5 %."""
    return [
        {
            "retencion": rate.use,
            "nombre": rate.name,
            "municipio": rate.town,
            "desde": rate.since.isoformat(),
            "tarifa": fraction(rate.rate),
            "base_minima": plain(rate.minimum, found.currency),
            "moneda": found.currency,
        }
        for rate in found.rates
    ]
