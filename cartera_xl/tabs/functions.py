"""The worksheet functions: what Excel is told of them, and what Python is given.

The VBA wrappers are generated from these declarations, and the functions in Python are
bound to them by `python`. A wrapper calls with a flat list:

    workbook path · cut-off date or nothing · the arguments in `passed`, in their order

What is left out arrives as None, a range as its value. The cut-off date is the argument
that `stands_in` names where it is given, otherwise the workbook's named cell Corte.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cartera_xl.tabs.customers import CUSTOMERS, range_field
from cartera_xl.tabs.not_due import NOT_DUE
from cartera_xl.tabs.overdue import OVERDUE
from cartera_xl.tabs.statement import STATEMENT

CATEGORY: Final = "Cartera"
LONGEST_HELP: Final = 255  # characters that MacroOptions takes

CUTOFF: Final = "cutoff"


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its name in Python, its name on screen, and its help."""

    name: str
    title: str
    help: str
    optional: bool = True


class By(StrEnum):
    """What a row of the last refresh is found by."""

    CUSTOMER = "customer"  # code, NIT or name; every customer where it is left out
    DOCUMENT = "document"  # number


@dataclass(frozen=True, slots=True)
class Offline:
    """What answers where Python is not to be had: columns of the last refresh.

    Only for the cut-off date of that refresh. Rows found by customer are summed in one
    currency, by default the base currency; a document stands in one of the tables.
    """

    tables: tuple[str, ...]
    fields: tuple[str, ...]
    by: By = By.CUSTOMER


@dataclass(frozen=True, slots=True)
class Function:
    """A worksheet function.

    `python` is the name of what answers it. `stands_in` names the argument that the
    cell Corte replaces where it is left out. `headings` is the first row of an array,
    and empty where the answer is one value.
    """

    name: str
    python: str
    help: str
    arguments: tuple[Argument, ...]
    stands_in: str = CUTOFF
    headings: tuple[str, ...] = ()
    offline: Offline | None = None

    @property
    def array(self) -> bool:
        """Tell whether the answer is an array, which spills."""
        return bool(self.headings)

    @property
    def passed(self) -> tuple[Argument, ...]:
        """Return the arguments that follow the path and the cut-off date."""
        return tuple(a for a in self.arguments if a.name != CUTOFF)


_CUSTOMER_HELP: Final = "Código, NIT o nombre del cliente, o una celda que lo tenga."
_CUSTOMER: Final = Argument(
    "customer", "cliente", f"{_CUSTOMER_HELP} Si se omite: todos los clientes."
)
_ONE_CUSTOMER: Final = Argument("customer", "cliente", _CUSTOMER_HELP, optional=False)
_CUTOFF: Final = Argument(
    CUTOFF, "corte", "Fecha de corte. Si se omite: la de la celda Corte del libro."
)
_CURRENCY: Final = Argument(
    "currency",
    "moneda",
    "Código de la moneda, por ejemplo COP. Si se omite: la moneda base.",
)
_DOCUMENT: Final = Argument(
    "document", "documento", "Número de la factura o del documento.", optional=False
)
_SINCE: Final = Argument(
    "since",
    "desde",
    "Primer día. Si se omite: el primero del mes en que termina el período.",
)
_UNTIL: Final = Argument(
    "until", "hasta", "Último día. Si se omite: la fecha de la celda Corte del libro."
)
_DAYS: Final = Argument(
    "days", "dias", "Días de mora: se suma lo que tiene más de tantos.", optional=False
)

_INVOICES: Final = (NOT_DUE.table, OVERDUE.table)
_RANGES: Final = tuple(
    c.field for c in CUSTOMERS.columns if c.range and c.field == range_field(c.range)
)


def _of_customers(name: str, python: str, what: str, field: str) -> Function:
    """Return one of the four indicators."""
    return Function(
        name,
        python,
        f"{what} de un cliente o de toda la cartera, a una fecha de corte.",
        (_CUSTOMER, _CUTOFF, _CURRENCY),
        offline=Offline((CUSTOMERS.table,), (field,)),
    )


FUNCTIONS: Final = (
    _of_customers(
        "CARTERA_POR_VENCER",
        "not_due",
        "Saldo de las facturas que todavía no vencen,",
        "not_due",
    ),
    _of_customers(
        "CARTERA_VENCIDAS", "overdue", "Saldo de las facturas vencidas,", "overdue"
    ),
    _of_customers(
        "CARTERA_CREDITOS",
        "credit",
        "Créditos a favor sin aplicar (notas, anticipos, excedentes),",
        "credit",
    ),
    _of_customers(
        "CARTERA_SALDO_NETO", "net", "Por vencer más vencidas menos créditos,", "net"
    ),
    Function(
        "CARTERA_SALDO",
        "balance",
        "Saldo de una factura o de otro documento a una fecha de corte.",
        (_DOCUMENT, _CUTOFF),
        offline=Offline(_INVOICES, ("balance",), By.DOCUMENT),
    ),
    Function(
        "CARTERA_DIAS_MORA",
        "days_overdue",
        "Días de mora de una factura a una fecha de corte; 0 si no ha vencido.",
        (_DOCUMENT, _CUTOFF),
        offline=Offline(_INVOICES, ("days",), By.DOCUMENT),
    ),
    Function(
        "CARTERA_EDADES",
        "ageing",
        "Saldo por rangos de mora, como tabla: un rango en cada fila. Suma lo mismo "
        "que las facturas por vencer y vencidas.",
        (_CUSTOMER, _CUTOFF, _CURRENCY),
        headings=("Rango", "Saldo"),
        offline=Offline((CUSTOMERS.table,), _RANGES),
    ),
    Function(
        "CARTERA_ESTADO_CUENTA",
        "statement",
        "Estado de cuenta de un cliente, como tabla: saldo anterior, movimientos del "
        "período y saldo final.",
        (_ONE_CUSTOMER, _SINCE, _UNTIL),
        stands_in="until",
        headings=tuple(column.title for column in STATEMENT.shown),
    ),
    Function(
        "CARTERA_VENCIDAS_MAS_DE",
        "overdue_more_than",
        "Saldo de las facturas con más de tantos días de mora, en la moneda base.",
        (_DAYS, _CUSTOMER, _CUTOFF),
    ),
)
