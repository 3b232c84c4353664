"""What a company may choose: business parameters, kept in the ledger as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cartera_xl.errors import CarteraError
from cartera_xl.ledger import reminder_levels
from cartera_xl.ledger.aging import Basis, Ranges, parse_ranges
from cartera_xl.ledger.contact_guard import Counting, Guard
from cartera_xl.ledger.currencies import is_currency
from cartera_xl.ledger.holidays import Calendar
from cartera_xl.ledger.lengths import too_long
from cartera_xl.ledger.money import minor_digits
from cartera_xl.ledger.nit import Nit, check_digit, checked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cartera_xl.ledger.reminder_levels import Levels, Tone


class ParameterError(CarteraError):
    """A parameter that does not exist, or a value that it cannot take."""


class Allocation(StrEnum):
    """What money pays first where nobody says it (Código Civil art. 1653)."""

    PRINCIPAL = "capital"
    INTEREST = "intereses"


class WithholdingShare(StrEnum):
    """How much of a withholding is proposed with a part of the price."""

    PROPORTION = "proporcion"
    FIRST_PAYMENT = "primer-pago"


class PaperSize(StrEnum):
    """The sheet that documents are printed on."""

    LETTER = "carta"
    A4 = "a4"


class Rounding(StrEnum):
    """What a proposed withholding is rounded to."""

    UNIT = "peso"
    MINOR = "centavo"


class Parameter(NamedTuple):
    """One choice: its key, its value where none was made, and how text is read.

    `judge` is for what is typed where that is judged more strictly than it is read:
    what a ledger holds already stays readable.
    """

    key: str
    default: str
    description: str
    field: str
    read: Callable[[str], Any]
    judge: Callable[[str], Any] | None = None


def _days(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 3650:
        raise ValueError
    return value


_TOLERANCE: Final = re.compile(
    r"(?:(?P<currency>[A-Z]{3}) )?(?P<units>[0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+)"
)


def _tolerances(text: str) -> dict[str, int]:
    """Read «1.000» or «1.000, USD 1»: units by currency, "" for the company's own."""
    found = {}
    for part in text.split(","):
        currency, _, units = part.strip().rpartition(" ")
        found[currency.strip()] = value = int(units.replace(".", ""))
        if not 0 <= value <= 1_000_000:
            raise ValueError
    return found


def _judge_tolerances(text: str) -> dict[str, int]:
    """Read them as they are typed: «1.50» is no thousand, nor «USD» a sum of pesos."""
    for part in text.split(","):
        match = _TOLERANCE.fullmatch(part.strip())
        if match is None or not is_currency(match["currency"] or "COP"):
            raise ValueError
    return _tolerances(text)


def _number(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError
    return value


def _yes(text: str) -> bool:
    answers = {"sí": True, "si": True, "no": False}
    return answers[text.strip().casefold()]


def _currency(text: str) -> str:
    if not is_currency(text):
        raise ValueError
    return text


def _dates(text: str) -> frozenset[date]:
    parts = text.replace(";", ",").split(",")
    return frozenset(date.fromisoformat(p.strip()) for p in parts if p.strip())


def _company_nit(text: str) -> Nit:
    nit = checked(text)
    if nit.number:
        check_digit(nit.number)  # a company has no passport
    return nit


PARAMETERS: Final = (
    Parameter("empresa.nombre", "", "Nombre de la empresa", "company", str.strip),
    Parameter(
        "empresa.nit",
        "",
        "NIT de la empresa",
        "company_nit",
        str.strip,
        _company_nit,
    ),
    Parameter(
        "empresa.direccion",
        "",
        "Dirección y ciudad de la empresa, en los documentos",
        "address",
        str.strip,
    ),
    Parameter("empresa.telefono", "", "Teléfono de la empresa", "phone", str.strip),
    Parameter("empresa.correo", "", "Correo de la empresa", "email", str.strip),
    Parameter(
        "empresa.pagos",
        "",
        "Cómo pagar: cuentas, PSE, …; cada «|» empieza una línea",
        "ways_to_pay",
        str.strip,
    ),
    Parameter(
        "empresa.logo",
        "",
        "Logo de los documentos: un PNG, JPG o SVG, en la carpeta de la cartera",
        "logo",
        str.strip,
    ),
    Parameter(
        "documentos.carpeta",
        "",
        "Carpeta de los PDF o ZIP de la DIAN, llamados por el número del documento",
        "packages",
        str.strip,
    ),
    Parameter(
        "documentos.papel",
        "carta",
        "Hoja de los documentos: carta o a4",
        "paper",
        PaperSize,
    ),
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
        "devoluciones.permitidas",
        "no",
        "Permitir que un crédito a favor se devuelva en dinero",
        "refunds",
        _yes,
    ),
    Parameter(
        "ajuste.tolerancia",
        "0",
        "Mayor «ajuste al peso» por factura, en la moneda base; otras: «1.000, USD 1»",
        "adjustment_units",
        _tolerances,
        _judge_tolerances,
    ),
    Parameter(
        "pago.imputacion",
        "capital",
        "Qué paga primero el dinero que no dice qué paga: capital o intereses",
        "allocation",
        Allocation,
    ),
    Parameter(
        "retenciones.reparto",
        "proporcion",
        "Qué retención se propone en un pago parcial: proporcion o primer-pago",
        "withholding_share",
        WithholdingShare,
    ),
    Parameter(
        "retenciones.redondeo",
        "peso",
        "A qué se redondea una retención propuesta: peso o centavo",
        "withholding_rounding",
        Rounding,
    ),
    Parameter(
        "recibos.prefijo",
        "RC-",
        "Con qué empieza el número de un recibo de caja",
        "receipt_prefix",
        str.strip,
    ),
    Parameter(
        "recibos.ultimo",
        "0",
        "Último recibo de caja numerado; el siguiente lleva uno más",
        "last_receipt",
        _number,
    ),
    Parameter(
        "anticipos.ultimo",
        "0",
        "Último anticipo numerado por el programa (AN-…)",
        "last_advance",
        _number,
    ),
    Parameter(
        "traslados.ultimo",
        "0",
        "Último traslado entre fichas unidas (TR-…)",
        "last_transfer",
        _number,
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
    Parameter(
        "recordatorios.dias",
        reminder_levels.DAYS,
        "Días antes de vencer en que empieza el primer nivel de los recordatorios, y "
        "días de mora en que terminan el segundo, el tercero y el cuarto",
        "reminder_days",
        reminder_levels.parse_days,
    ),
    Parameter(
        "recordatorios.tonos",
        reminder_levels.TONES,
        "Tono de cada nivel, que elige su plantilla: preventivo el primero; los demás, "
        "cordial (nivel-1), firme (nivel-2), formal (nivel-3) o final (nivel-4)",
        "reminder_tones",
        reminder_levels.parse_tones,
    ),
    Parameter(
        "recordatorios.espera",
        reminder_levels.GAPS,
        "Días que cada nivel espera después del último mensaje al cliente",
        "reminder_gaps",
        reminder_levels.parse_gaps,
    ),
    Parameter(
        "recordatorios.maximo",
        reminder_levels.MAXIMA,
        "Cuántas veces se recuerda un documento en cada nivel; 0 apaga el nivel",
        "reminder_maxima",
        reminder_levels.parse_maxima,
    ),
    Parameter(
        "ley2300.conteo",
        "estricto",
        "Qué cuenta como contacto (Ley 2300 de 2023): estricto, todo mensaje o "
        "llamada; doble-via, solo lo que la persona respondió",
        "contact_counting",
        Counting,
    ),
    Parameter(
        "ley2300.horas_propias",
        "sí",
        "Respetar las horas que cada persona pidió en lugar de las de la ley",
        "own_hours",
        _yes,
    ),
    Parameter(
        "festivos.agregados",
        "",
        "Festivos que se agregan a los de la ley: fechas AAAA-MM-DD, separadas por "
        "comas",
        "holidays_added",
        _dates,
    ),
    Parameter(
        "festivos.quitados",
        "",
        "Festivos de la ley que no lo son: fechas AAAA-MM-DD, separadas por comas",
        "holidays_removed",
        _dates,
    ),
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The choices in force, read."""

    company: str
    company_nit: str
    address: str
    phone: str
    email: str
    ways_to_pay: str  # lines, each after a «|»
    logo: str  # a path
    packages: str  # the folder of the electronic invoices
    paper: PaperSize
    currency: str
    ranges: Ranges
    basis: Basis
    next_business_day: bool
    refunds: bool
    adjustment_units: Mapping[str, int]  # of money, not minor; "": the company's
    allocation: Allocation
    withholding_share: WithholdingShare
    withholding_rounding: Rounding
    receipt_prefix: str
    last_receipt: int
    last_advance: int
    last_transfer: int
    transaction_months: int
    quote_notice_days: int
    reminder_days: tuple[int, ...]
    reminder_tones: tuple[Tone, ...]
    reminder_gaps: tuple[int, ...]
    reminder_maxima: tuple[int, ...]
    contact_counting: Counting
    own_hours: bool
    holidays_added: frozenset[date]
    holidays_removed: frozenset[date]

    @property
    def adjustment_limits(self) -> dict[str, int]:
        """Return the most that may be adjusted of a document, minor units by currency.

        A thousand pesos are rounding, a thousand dollars are not: a currency that is
        not named has none.
        """
        return {
            currency: units * 10 ** minor_digits(currency)
            for code, units in self.adjustment_units.items()
            for currency in [code or self.currency]
        }

    @property
    def calendar(self) -> Calendar:
        """Return the holidays of the law with the company's edits."""
        return Calendar(self.holidays_added, self.holidays_removed)

    @property
    def levels(self) -> Levels:
        """Return the levels of the reminders."""
        return reminder_levels.levels(
            self.reminder_days,
            self.reminder_tones,
            self.reminder_gaps,
            self.reminder_maxima,
        )

    @property
    def guard(self) -> Guard:
        """Return how the company reads Ley 2300 of 2023."""
        return Guard(self.contact_counting, self.calendar, self.own_hours)

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
        NitError: a NIT that is none.
        WrongDigitError: a NIT whose check digit is another number's.
    """
    declared = parameter(key)
    if wrong := too_long(value):
        raise ParameterError(wrong.sentence)
    try:
        (declared.judge or declared.read)(value)
    except (ValueError, KeyError):
        raise ParameterError(
            f"El parámetro «{key}» no puede valer «{value}». "
            f"{declared.description}; por ejemplo: {declared.default or 'un texto'}."
        ) from None
