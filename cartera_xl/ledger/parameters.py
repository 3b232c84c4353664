"""What a company may choose: business parameters, kept in the ledger as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.errors import CarteraError
from cartera_xl.ledger.aging import Basis, Ranges, parse_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class ParameterError(CarteraError):
    """A parameter that does not exist, or a value that it cannot take."""


class Parameter(NamedTuple):
    """One choice: its key, its value where none was made, and how text is read."""

    key: str
    default: str
    description: str
    field: str
    read: Callable[[str], Any]


def _days(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 3650:
        raise ValueError
    return value


def _yes(text: str) -> bool:
    answers = {"sí": True, "si": True, "no": False}
    return answers[text.strip().casefold()]


def _currency(text: str) -> str:
    if len(text) != 3 or not (text.isascii() and text.isalpha() and text.isupper()):
        raise ValueError
    return text


PARAMETERS: Final = (
    Parameter("empresa.nombre", "", "Nombre de la empresa", "company", str.strip),
    Parameter("empresa.nit", "", "NIT de la empresa", "company_nit", str.strip),
    Parameter(
        "moneda", "COP", "Moneda base: la de los indicadores", "currency", _currency
    ),
    Parameter(
        "edades.rangos",
        "30,60,90,180,360",
        "Rangos de edades, en días",
        "ranges",
        parse_ranges,
    ),
    Parameter(
        "edades.base",
        "vencimiento",
        "Desde cuándo se cuentan las edades: vencimiento o emision",
        "basis",
        Basis,
    ),
    Parameter(
        "plazo.habil",
        "no",
        "Correr al día hábil siguiente los vencimientos que se calculan",
        "next_business_day",
        _yes,
    ),
    Parameter(
        "transacciones.meses",
        "12",
        "Meses que muestra Transacciones cuando Desde está vacía",
        "transaction_months",
        _days,
    ),
    Parameter(
        "cotizaciones.aviso",
        "5",
        "Días antes de vencer en que una cotización pasa a «por vencer»",
        "quote_notice_days",
        _days,
    ),
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The choices in force, read."""

    company: str
    company_nit: str
    currency: str
    ranges: Ranges
    basis: Basis
    next_business_day: bool
    transaction_months: int
    quote_notice_days: int

    @classmethod
    def of(cls, stored: Mapping[str, str]) -> Parameters:
        """Read what is stored; what is not stored takes its default."""
        return cls(
            **{p.field: p.read(stored.get(p.key, p.default)) for p in PARAMETERS}
        )


def parameter(key: str) -> Parameter:
    """Return the declaration of a parameter.

    Raises:
        ParameterError: there is none of that name.
    """
    for declared in PARAMETERS:
        if declared.key == key:
            return declared
    names = ", ".join(p.key for p in PARAMETERS)
    raise ParameterError(f"No hay un parámetro «{key}». Los que hay: {names}.")


def check(key: str, value: str) -> None:
    """Check that a parameter may take a value.

    Raises:
        ParameterError: no such parameter, or a value that it cannot take.
    """
    declared = parameter(key)
    try:
        declared.read(value)
    except (ValueError, KeyError):
        raise ParameterError(
            f"El parámetro «{key}» no puede valer «{value}». "
            f"{declared.description}; por ejemplo: {declared.default or 'un texto'}."
        ) from None
