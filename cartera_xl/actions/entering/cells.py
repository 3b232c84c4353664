"""Reading typed cells: each is what its column is for, or says what is wrong."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl import texts
from cartera_xl.errors import AmountError
from cartera_xl.hosts.entries import TIMES, ErrorCell, FormulaCell, PercentCell
from cartera_xl.ledger.currencies import is_currency
from cartera_xl.ledger.money import MAX_MINOR, decimal_of, to_minor
from cartera_xl.ledger.refusals import money
from cartera_xl.ledger.requests import Status
from cartera_xl.workbook.parts.cells import percent_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartera_xl.hosts.entries import Entry, Typed
    from cartera_xl.ledger.refusals import Refusal
    from cartera_xl.tabs.tab import Tab

RATE_SCALE: Final = 1_000_000  # a rate is kept in millionths


class Rejected(NamedTuple):
    """A row that cannot be posted: a code, a sentence, and the cells to blame."""

    row: int
    code: str
    sentence: str
    fields: tuple[str, ...] = ()


class Cells:
    """The typed cells of one row.

    A cell that is not what its column is for reads as blank and leaves a rejection;
    whoever reads the row asks for those first.
    """

    def __init__(self, row: int, entry: Entry, tab: Tab) -> None:
        self.row = row
        self.entry = entry
        self.tab = tab
        self.faults: list[Rejected] = []

    def has(self, field: str) -> bool:
        """Tell whether something is typed in a column."""
        return self.entry.typed.get(field) not in (None, "")

    def amount(self, field: str, currency: str) -> int:
        """Return an amount in minor units; 0 for a blank cell."""
        value = self._plain(field)
        if value is None:
            return 0
        if isinstance(value, str):
            self._fault(field, "texto_en_numero", f"«{value}» es texto, no un número")
        elif isinstance(value, date):
            what = f"{_moment_text(value)} en una celda de valor"
            self._fault(field, "fecha_en_valor", what)
        elif isinstance(value, PercentCell):
            what = f"{percent_text(value.share)} es un porcentaje: digite el valor"
            self._fault(field, "porcentaje_en_valor", what)
        elif isinstance(value, bool):
            self._fault(field, "no_es_numero", "lo digitado no es un número")
        else:
            return self._minor(field, value, currency)
        return 0

    def _minor(self, field: str, value: float, currency: str) -> int:
        try:
            minor = to_minor(decimal_of(value), currency)
        except AmountError as error:
            if error.is_too_large:
                most = money(MAX_MINOR, currency)
                what = f"el valor es demasiado grande: el máximo es {most}"
                self._fault(field, "demasiado_grande", what)
            else:
                self._fault(field, "fraccion_de_centavo", str(error).rstrip("."))
            return 0
        if minor < 0:
            self._fault(field, "valor_negativo", "el valor es menor que cero")
            return 0
        return minor

    def day(self, field: str, default: date | None = None) -> date | None:
        """Return a date, or the default for a blank cell."""
        value = self._plain(field)
        if value is None:
            return default
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            self._fault(
                field, "fecha_como_texto", f"«{value}» es texto: digite una fecha"
            )
        else:
            self._fault(field, "no_es_fecha", "lo digitado no es una fecha")
        return default

    def hour(self, field: str) -> str:
        """Return the hour that was typed with a date: «14:05»; "" where none was."""
        value = self._plain(field)
        # A date alone comes as its midnight.
        known = isinstance(value, datetime) and value.time() != time()
        return f"{value:%H:%M}" if known else ""

    def rate(self, field: str) -> int | None:
        """Return a rate in millionths; None for a blank cell."""
        value = self._plain(field)
        if value is None:
            return None
        if isinstance(value, (str, bool, date, PercentCell)):
            self._fault(field, "texto_en_numero", "la tarifa no es un número")
            return None
        rate = decimal_of(value) * RATE_SCALE
        if rate != int(rate) or not 0 <= rate <= RATE_SCALE:
            self._fault(field, "tarifa", "la tarifa va de 0 % a 100 %")
            return None
        return int(rate)

    def text(self, field: str) -> str:
        """Return a text, its spaces trimmed; numbers are taken as they show."""
        value = self._plain(field)
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, date):
            self._fault(field, "fecha_por_texto", "es una fecha y debe ser un texto")
            return ""
        if isinstance(value, PercentCell):
            what = f"{percent_text(value.share)} es un porcentaje y debe ser un texto"
            self._fault(field, "porcentaje_por_texto", what)
            return ""
        return str(value).strip()

    def currency(self, field: str, default: str) -> str:
        """Return a currency's code, or the default for a blank cell.

        A code that is none would open a currency of its own, which no indicator adds.
        """
        code = self.text(field).upper() or default
        if code != default and not is_currency(code):
            what = f"«{code}» no es una moneda ISO 4217, como COP o USD"
            self._fault(field, "moneda_desconocida", what)
        return code

    def choice(self, field: str) -> str:
        """Return one of a column's choices as it is spelled there; "" for none."""
        typed = self.text(field)
        if not typed:
            return ""
        choices = self.tab.column(field).choices
        for choice in choices:
            if choice.casefold() == typed.casefold():
                return choice
        listed = ", ".join(choices)
        self._fault(field, "opcion", f"«{typed}» no es una opción: {listed}")
        return ""

    def reject(self, refusal: Refusal, *fields: str) -> Rejected:
        """Return the rejection of this row by a rule."""
        return Rejected(self.row, refusal.status, refusal.sentence, fields)

    def without_value(self, amounts: Sequence[str]) -> Rejected:
        """Return that a row says how and not how much: what it has, and lacks."""
        titles = [self.tab.column(field).title for field in amounts]
        lacks = f"{', '.join(titles[:-1])} o {titles[-1]}"
        filled = [field for field in self.entry.typed if self.has(field)]
        has = texts.listed([self.tab.column(field).title for field in filled])
        sentence = f"La fila trae {has} y ningún valor: falta {lacks}."
        return Rejected(self.row, "sin_valor", sentence, tuple(filled))

    def _plain(self, field: str) -> str | float | bool | date | PercentCell | None:
        value: Typed = self.entry.typed.get(field)
        if isinstance(value, FormulaCell):
            self._fault(
                field,
                "formula",
                "la celda tiene una fórmula: pegue su valor (Pegado especial, Valores)",
            )
            return None
        if isinstance(value, ErrorCell):
            self._fault(field, "celda_con_error", f"la celda muestra {value.code}")
            return None
        return None if value == "" else value

    def _fault(self, field: str, code: str, what: str) -> None:
        title = self.tab.column(field).title
        sentence = f"{title}: {what}."
        self.faults.append(Rejected(self.row, code, sentence, (field,)))


def _moment_text(value: date) -> str:
    if isinstance(value, datetime) and value.date() == TIMES:
        return f"{value:%H:%M} es una hora"
    return f"{texts.day(value)} es una fecha"


# The cells of a tab that a rule's refusal is about, where they are not the main ones.
FIELD_OF: Final[dict[str, str]] = {
    Status.DUE_BEFORE_ISSUE: "due",
    Status.NEXT_IN_PAST: "next_follow_up",
    Status.INVALID_EMAIL: "email",
    Status.DUE_MISSING: "new_kind",
    Status.DETAIL_MISSING: "new_kind",
}
DATE_STATUSES: Final = frozenset(
    {
        Status.IN_FUTURE,
        Status.MONTH_CLOSED,
        Status.BEFORE_ISSUE,
        Status.BEFORE_ORIGINAL,
    }
)
