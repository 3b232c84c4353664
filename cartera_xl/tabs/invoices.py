"""What Por Vencer and Vencidas share: one row per open invoice, with its input."""

from __future__ import annotations

from typing import Final

from cartera_xl.tabs.columns import (
    CASH_ACCOUNT,
    CURRENCY,
    CUSTOMER,
    HIDDEN,
    IN_FAVOUR,
    MEANS_COLUMN,
    NIT,
    POSTING,
    REFERENCE,
    REMIND,
    STATUS,
    STATUS_MARKS,
    choice,
    date,
    money,
    typed_date,
    typed_money,
)
from cartera_xl.tabs.tab import Column, Format, Mark, Tone

SHOWN: Final = (
    CUSTOMER,
    NIT,
    Column("Factura", "number", width=14),
    date("Emisión", "issued"),
    date("Vence", "due"),
    Column("Mora", "days", Format.DAYS, 9),
    Column("Rango", "range", width=11, centred=True),
    CURRENCY,
    money("Total", "total"),
    money("Abonado", "paid"),
    money("Saldo", "balance", bold=True),
    Column("Última gestión", "last_action", width=46, shrinks=True),
)
TYPED: Final = (
    typed_money("Pago", "payment", "Dinero recibido por esta factura."),
    typed_date("Fecha de pago", "payment_date"),
    MEANS_COLUMN,
    CASH_ACCOUNT,
    REFERENCE,
    typed_money("Retefuente", "income_tax_withheld", "Retención en la fuente.", 14),
    typed_money("ReteIVA", "vat_withheld", "Retención de IVA.", 14),
    typed_money("ReteICA", "ica_withheld", "Retención de ICA.", 14),
    typed_money("Otras deducciones", "other_deductions", width=17),
    typed_money(
        "Aplicar crédito",
        "apply_credit",
        "Toma los créditos que nombran la factura y luego los más antiguos.",
    ),
    typed_money(
        "Ajuste", "adjustment", "Ajuste al peso: cierra una diferencia pequeña.", 13
    ),
    choice(
        "Excedente",
        "excess",
        (IN_FAVOUR,),
        12,
        "«A favor» deja como crédito del cliente lo que pase del saldo.",
    ),
    REMIND,
)
COLUMNS: Final = (*SHOWN, *TYPED, STATUS, *HIDDEN)
BANDS: Final = ("DATOS DE LA FACTURA", "RESULTADO")
HINT: Final = (
    f"Llene las columnas amarillas; luego {POSTING} Nada pasa a la cartera hasta que "
    "lo confirme."
)

_SETTLED: Final = "+".join(
    f"N({{{field}}})"
    for field in (
        "payment",
        "income_tax_withheld",
        "vat_withheld",
        "ica_withheld",
        "other_deductions",
        "apply_credit",
        "adjustment",
    )
)
# Half a centavo of tolerance: cells are floats, amounts are not.
_ABOVE_BALANCE: Final = f'AND({_SETTLED}>N({{balance}})+0.005,{{excess}}="")'
MARKS: Final = (
    *(
        Mark(field, f"AND(N({{{field}}})>0,{_ABOVE_BALANCE})", Tone.BAD)
        for field in ("payment", "apply_credit")
    ),
    *STATUS_MARKS,
)
