"""What there is to say when a file and the ledger are compared, declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl import texts
from cartera_xl.importers.notices import Notice
from cartera_xl.ledger.documents import Kind, Side
from cartera_xl.ledger.money import to_decimal

if TYPE_CHECKING:
    from cartera_xl.importers.reading import Finding, SourceDocument
    from cartera_xl.ledger.documents import OpenItem

# A file that states balances alone has these: what was left on its day.
OPENINGS: Final = (Kind.OPENING_BALANCE, Kind.OPENING_CREDIT)

OTHER_OWNER: Final = Notice(
    "numero_de_otro_cliente",
    "«{label}» ya existe en la cartera y es de {owner}.",
    blocks=True,
)
OTHER_KIND: Final = Notice(
    "registrado_con_otro_tipo",
    "«{label}» ya está en la cartera con otro tipo (factura o saldo inicial): sería "
    "contarlo dos veces.",
    blocks=True,
)
REPEATED: Final = Notice(
    "numero_repetido",
    "«{label}» está dos veces en el archivo, para clientes o valores distintos: déjelo "
    "una sola vez.",
    blocks=True,
)
CHANGED: Final = Notice(
    "documento_cambiado",
    "«{label}» está en la cartera por {ours} y en el archivo por {total}: corríjalo "
    "primero.",
    blocks=True,
)
OTHER_DUE: Final = Notice(
    "otro_vencimiento",
    "«{label}» vence el {due} según el archivo y el {our_due} según la cartera, que se "
    "conserva.",
)
USED_CREDIT: Final = Notice(
    "credito_usado",
    "«{label}» ya se había aplicado en parte: entra lo que queda, {balance} de "
    "{total}.",
)
UNDATED_PAYMENT: Final = Notice(
    "abono_sin_fecha",
    "«{label}» trae abonos por {paid} sin fecha: quedan con la fecha del documento.",
)
CREDIT_APPLIED: Final = Notice(
    "credito_aplicado",
    "A «{label}» le bajaron {used} en el archivo, que se aplican a «{debit}».",
)
CREDIT_SPENT: Final = Notice(
    "credito_sin_factura",
    "A «{label}» le bajaron {used} sin que bajara otro tanto en facturas del archivo: "
    "quedan como devolución. Si pagaron una factura que no está en él, deshaga la "
    "devolución y aplique el crédito.",
)
TAXES_ADDED: Final = Notice(
    "base_agregada",
    "Documentos que ya estaban sin base ni IVA, y los toman del archivo: {count}.",
)
LEDGER_KNOWS_MORE: Final = Notice(
    "libro_mas_reciente",
    "«{label}» tiene saldo de {balance} según el archivo y de {ours} según la cartera, "
    "que se conserva.",
)


def say(notice: Notice, source: SourceDocument, **facts: object) -> Finding:
    """Return the finding about one document; amounts among the facts are minor units.

    The sentence may use its label, due date, total and balance without being told.
    """
    own = {"total": source.total, "balance": source.balance or 0} | facts
    shown = {
        name: _money(fact, source.currency) if isinstance(fact, int) else fact
        for name, fact in own.items()
    }
    label = texts.document_label(source.kind, source.number, source.instalment)
    return notice.at(source.row, label=label, due=texts.day(source.due), **shown)


def same_value(source: SourceDocument, existing: OpenItem) -> bool:
    """Tell whether file and ledger state one value.

    A credit came in with what was free of it, and an opening balance is what was left
    that day: the one may be stated as larger, the other as smaller, ever after.
    """
    if existing.currency != source.currency:
        return False
    if source.kind in OPENINGS:
        return source.total <= existing.total
    if source.kind.side is Side.CREDIT:
        return existing.total <= source.total or existing.total == source.balance
    return existing.total == source.total


def _money(minor: int, currency: str) -> str:
    return f"{currency} {texts.amount(to_decimal(minor, currency))}"
