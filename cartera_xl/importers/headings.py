"""The headings that ledgers use, in Spanish and English, as data.

A heading is cut into words (`NumeroFactura` and «Invoice #» alike), every word is
brought to one Spanish form, and what remains is looked up whatever the order of its
words. Only whole headings match: `DiasPago` is no date of payment and
`FechaElectronica` no date of an invoice.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final, NamedTuple

from cartera_xl.importers.words import fold


class Field(StrEnum):
    """What a column means; the value is its name in `--mapa campo=encabezado`."""

    NUMBER = "numero"
    INSTALMENT = "cuota"
    CODE = "codigo"
    CUSTOMER = "cliente"
    NIT = "nit"
    CHECK_DIGIT = "dv"
    ISSUED = "emision"
    DUE = "vence"
    TERMS = "plazo"
    AMOUNT = "valor"
    LINE_AMOUNT = "linea"
    BALANCE = "saldo"
    RUNNING = "acumulado"  # of the account, beside debit and credit: proves, adds none
    PAID = "abonado"
    SETTLED = "pago"
    STATE = "estado"
    CURRENCY = "moneda"
    KIND = "tipo"
    REFERENCE = "referencia"
    CONCEPT = "concepto"
    EMAIL = "correo"
    PHONE = "telefono"
    GROUP = "grupo"
    ACCOUNT = "cuenta"
    DEBIT = "debito"
    CREDIT = "credito"
    BASE = "base"
    VAT = "iva"


TAXES: Final = (Field.BASE, Field.VAT)  # they may be wrong: no balance is theirs
SIDES: Final = (Field.DEBIT, Field.CREDIT)  # an amount, in the column of its side


class Heading(NamedTuple):
    """A field, and how good a name for it a heading is (0 is the best)."""

    field: Field
    rank: int


# Word → the form that stands for it; "" leaves it out.
_FORMS: Final = {
    form: canonical
    for canonical, forms in {
        "": "de del la el los las the of en por para al a y por",
        "numero": "nro no num nr n number numeros",
        "factura": "facturas fact fac fra invoice invoices inv",
        "documento": "doc docto dcto document documentos",
        "comprobante": "cbte comprobantes voucher",
        "codigo": "cod code",
        "cliente": (
            "clientes customer customers client clients tercero terceros deudor debtor "
            "adquiriente adquirente comprador"
        ),
        "nombre": "name nombres nom",
        "empresa": "company organization organizacion compania",
        "identificacion": "ident iden identification",
        "fecha": "fec fch f date",
        "emision": (
            "emitida emitido expedicion elaboracion issue issued facturacion expedida"
        ),
        "vencimiento": "vto venc vcto vence vencimientos due maturity limite",
        "plazo": "plazos term terms termino terminos",
        "forma": "formas method",
        "dias": "dia days day",
        "valor": "valores vr vlr val monto amount importe amt",
        "total": "tot totales grand gran",
        "saldo": "saldos balance outstanding",
        "pendiente": "pending unpaid pendientes",
        "abierto": "open abierta",
        "pagado": "paid settled pagada pagados",
        "pago": "payment payments pagos settlement",
        "abono": "abonos abonado abonada abonados",
        "recaudo": "recaudos recaudado",
        "ultimo": "last ultima",
        "estado": "status state situacion",
        "moneda": "currency divisa",
        "tipo": "type clase kind class",
        "cuota": "cuotas instalment installment instalments",
        "correo": "email mail",
        "telefono": "tel phone celular mobile movil",
        "grupo": "group segmento segment",
        "concepto": (
            "description descripcion detalle detalles details detail observaciones "
            "observacion notes memo comentario comentarios"
        ),
        "referencia": "reference ref",
        "transaccion": "transaction",
        "destinatario": "recipient",
        "asunto": "subject",
        "linea": "line renglon lineas",
        "item": "articulo producto product items",
        "cantidad": "quantity qty cant",
        "precio": "price rate unitario",
        "cuenta": "account",
        "afectada": "afectado relacionada relacionado origen related",
        "creacion": "created",
        "debito": "debitos debit debe",
        "credito": "creditos credit haber",
    }.items()
    for form in forms.split()
}

# Best names first. Where a file has several, the best one that holds anything wins.
_NAMES: Final[dict[Field, str]] = {
    Field.NUMBER: (
        "numero factura|numero documento|numero comprobante|numero factura venta|"
        "factura venta|factura|documento|comprobante|consecutivo|numero|id factura|"
        "codigo factura|id documento"
    ),
    Field.INSTALMENT: "cuota|numero cuota",
    Field.CODE: "codigo cliente|id cliente|numero cliente|cuenta cliente|codigo",
    Field.CUSTOMER: (
        "nombre cliente|razon social|razon social cliente|nombre razon social|cliente|"
        "nombre|empresa cliente|nombre empresa|empresa|nombre completo|destinatario"
    ),
    Field.NIT: (
        "nit|nit cliente|identificacion|identificacion cliente|numero identificacion|"
        "nit cedula|nit cc|cedula|documento cliente|numero documento cliente|"
        "documento identidad|identificacion fiscal|tax id|nit identificacion"
    ),
    Field.CHECK_DIGIT: "dv|digito verificacion",
    Field.ISSUED: (
        "fecha factura|fecha emision|emision|fecha emision factura|fecha documento|"
        "fecha comprobante|fecha|fecha transaccion|fecha contabilizacion|"
        "fecha creacion|creacion"
    ),
    Field.DUE: (
        "fecha vencimiento|vencimiento|fecha vencimiento factura|vencimiento factura|"
        "fecha vencimiento pago|vencimiento pago|fecha oportuna pago"
    ),
    Field.TERMS: (
        "plazo|dias plazo|plazo pago|dias credito|plazo credito|condicion pago|"
        "condiciones pago|condicion credito|condiciones credito|condicion|condiciones|"
        "condicion comercial|condiciones comerciales|plazo dias pago|plazo factura|"
        "plazo dias credito|termino comercial|forma pago"
    ),
    Field.AMOUNT: (
        "valor total|total factura|valor factura|valor total factura|valor documento|"
        "total documento|total pagar|neto pagar|valor original|valor inicial|total|"
        "valor|valor neto|total neto"
    ),
    Field.LINE_AMOUNT: "total linea|valor linea|total item|valor item",
    Field.BALANCE: (
        "saldo|saldo pendiente|saldo factura|saldo documento|saldo actual|saldo total|"
        "saldo cartera|saldo cobrar|saldo pagar|saldo vencimiento|"
        "saldo valor vencimiento|valor saldo|valor pendiente|saldo abierto|"
        "valor abierto|valor vencimiento|pendiente|pendiente pago|pendiente cobro"
    ),
    Field.PAID: (
        "abono|valor abono|total abono|valor pagado|total pagado|valor pago|total pago|"
        "valor recaudo|recaudo|pagado"
    ),
    Field.SETTLED: (
        "fecha pago|fecha pagado|fecha ultimo pago|fecha abono|fecha ultimo abono|"
        "fecha recaudo|fecha cancelacion|fecha pago factura"
    ),
    Field.STATE: "estado factura|estado documento|estado pago|estado cartera|estado",
    Field.CURRENCY: "moneda|codigo moneda|tipo moneda|moneda factura|moneda documento",
    Field.KIND: (
        "tipo documento|tipo factura|tipo comprobante|tipo transaccion|tipo movimiento|"
        "tipo"
    ),
    Field.REFERENCE: (
        "factura referencia|documento referencia|factura afectada|documento afectada|"
        "aplica factura|documento cruce|numero referencia|referencia"
    ),
    Field.CONCEPT: "concepto|concepto factura|asunto|concepto transaccion",
    Field.EMAIL: (
        "correo|correo electronico|correo cliente|correo contacto|e correo|"
        "correo destinatario"
    ),
    Field.PHONE: "telefono|telefono cliente|telefono contacto|numero telefono",
    Field.GROUP: "grupo|grupo cliente",
    Field.ACCOUNT: "cuenta contable|nombre cuenta|codigo cuenta|cuenta|tipo cuenta",
    Field.DEBIT: "debito|valor debito",
    Field.CREDIT: "credito|valor credito",
    Field.BASE: (
        "base gravable|valor base gravable|base|valor base|base imponible|subtotal|"
        "valor subtotal|subtotal factura|sub total|valor antes iva|valor sin iva|"
        "total antes iva|total sin iva|antes iva|valor antes impuestos|"
        "total antes impuestos|neto"
    ),
    Field.VAT: (
        "iva|valor iva|total iva|iva factura|valor total iva|iva facturado|"
        "iva generado|impuesto|impuestos|valor impuesto|valor impuestos|"
        "total impuesto|total impuestos|impuesto ventas|impuesto iva|vat|valor vat|"
        "total vat|tax|valor tax|total tax"
    ),
}
# A column so named tells as often of transfers and cheques.
_WAY_TO_PAY: Final = frozenset(("forma", "pago"))
# Words of columns that describe a line rather than a document.
_LINE_WORDS: Final = frozenset({"item", "linea", "cantidad", "precio"})
_CURRENCIES: Final = frozenset({"cop", "usd", "eur", "pesos", "dolares", "euros"})

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def words(heading: str) -> frozenset[str]:
    """Return a heading's words in the forms that stand for them.

    >>> sorted(words("NumeroFactura")) == sorted(words("Invoice #"))
    True
    """
    plain = heading.replace("#", " numero ")
    forms = (_FORMS.get(word, word) for word in split_words(plain))
    return frozenset(forms) - _CURRENCIES - {""}


def split_words(heading: str) -> list[str]:
    """Return a heading's words as they are, in small letters without accents."""
    plain = unicodedata.normalize("NFC", heading)
    return fold(_CAMEL.sub(" ", plain)).split()


_BY_WORDS: Final = {
    frozenset(name.split()): Heading(field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split("|"))
}
# NUMEROFACTURA has no seam between its words.
_RUN_TOGETHER: Final = {
    name.replace(" ", ""): Heading(field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split("|"))
} | {
    "fechadevencimiento": Heading(Field.DUE, 0),
    "fechadeemision": Heading(Field.ISSUED, 1),
    "fechavto": Heading(Field.DUE, 0),
    "invoicenumber": Heading(Field.NUMBER, 0),
    "invoicedate": Heading(Field.ISSUED, 0),
    "duedate": Heading(Field.DUE, 0),
    "customerid": Heading(Field.CODE, 1),
    "customername": Heading(Field.CUSTOMER, 0),
    "contactname": Heading(Field.CUSTOMER, 1),
    "invoiceamount": Heading(Field.AMOUNT, 2),
}


def meaning(heading: str) -> Heading | None:
    """Return what a heading names, or None where the table does not know it."""
    for text in (heading, _ASIDE.sub(" ", heading)):
        found = _BY_WORDS.get(words(text)) or _RUN_TOGETHER.get(
            fold(text).replace(" ", "")
        )
        if found is not None:
            is_rate = found.field is Field.VAT and "%" in heading
            return None if is_rate else found
    return None


def names_a_way_to_pay(heading: str) -> bool:
    """Tell whether a column of terms may as well be one of means of payment."""
    return words(heading) == _WAY_TO_PAY


def describes_a_line(heading: str) -> bool:
    """Tell whether a column speaks of one line of a document: an item, a quantity."""
    return not _LINE_WORDS.isdisjoint(words(heading))


def currency_in(heading: str) -> str:
    """Return the currency that a heading names: «Saldo (USD)», «Valor en pesos»."""
    names = {"pesos": "COP", "dolares": "USD", "euros": "EUR"}
    for word in fold(heading).split():
        if word in _CURRENCIES:
            return names.get(word, word.upper())
    return ""
