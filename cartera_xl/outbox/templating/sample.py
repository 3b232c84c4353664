"""An invented customer's data: what `plantillas revisar` fills every template with."""

from __future__ import annotations

from typing import Any, Final

_DOCUMENTS: Final = (
    {
        "tipo": "Factura",
        "numero": "FV-1001",
        "emision": "16/09/2026",
        "vence": "16/10/2026",
        "mora": "44 días de mora",
        "total": "$ 990.000",
        "abonado": "$ 300.000",
        "saldo": "$ 690.000",
    },
    {
        "tipo": "Factura",
        "numero": "FV-1002",
        "emision": "11/10/2026",
        "vence": "10/11/2026",
        "mora": "19 días de mora",
        "total": "$ 500.000",
        "abonado": "",
        "saldo": "$ 500.000",
    },
)
_BEFORE_DUE: Final = "previo"
_NOT_YET: Final = (
    {"vence": "01/12/2026", "mora": "vence en 2 días"},
    {"vence": "02/12/2026", "mora": "vence en 3 días"},
)
_ALL: Final[dict[str, Any]] = {
    "empresa": {
        "nombre": "Distribuciones Andinas S.A.S.",
        "nit": "900.123.456-8",
        "correo": "cartera@andinas.example",
        "telefono": "601 555 0100",
        "direccion": "Calle 72 # 10-34, Bogotá",
        "sitio": "",
        "pago": [
            "Banco de Ejemplo, cuenta de ahorros 123-456789-00",
            "A nombre de Distribuciones Andinas S.A.S.",
        ],
        "firma": "Equipo de cartera",
    },
    "cliente": {
        "nombre": "Ferretería El Ñame & Hijos Ltda.",
        "codigo": "C-014",
        "nit": "800.555.111-2",
    },
    "fecha": "29 de noviembre de 2026",
    "nivel": {"clave": "nivel-2", "nombre": "31–60 días"},
    "cantidad": "2 documentos",
    "mora_maxima": "44",
    "total": "$ 1.090.000",
    "adjuntos": ["Estado de cuenta C-014.pdf"],
    "secciones": [
        {
            "moneda": "COP",
            "documentos": [*_DOCUMENTS],
            "saldo": "$ 1.190.000",
            "creditos": [
                {"tipo": "Nota crédito", "numero": "NC-7", "valor": "$ 100.000"}
            ],
            "a_favor": False,
            "a_pagar": "$ 1.090.000",
            "en_letras": "un millón noventa mil pesos m/cte",
        }
    ],
    "cotizacion": {
        "numero": "CT-118",
        "fecha": "1 de noviembre de 2026",
        "vence": "15 de diciembre de 2026",
        "concepto": "Dotación de bodega",
        "valor": "$ 5.000.000",
        "en_letras": "cinco millones de pesos m/cte",
    },
}
_ONLY_QUOTES: Final = frozenset({"cotizacion"})
_ONLY_DEBTS: Final = frozenset(
    {"secciones", "nivel", "cantidad", "mora_maxima", "total"}
)


def sample(name: str) -> dict[str, Any]:
    """Return what a template is filled with.

    Quotes have data of their own, and what is written of beforehand is not due yet.
    """
    left_out = _ONLY_DEBTS if name == "cotizacion" else _ONLY_QUOTES
    kept = {key: value for key, value in _ALL.items() if key not in left_out}
    if name == "cotizacion":
        return {**kept, "adjuntos": []}
    if name == _BEFORE_DUE:
        ahead = [_not_yet(section) for section in kept["secciones"]]
        return {**kept, "mora_maxima": "0", "secciones": ahead}
    return kept


def _not_yet(section: dict[str, Any]) -> dict[str, Any]:
    pairs = zip(section["documentos"], _NOT_YET, strict=True)
    return {**section, "documentos": [{**document, **due} for document, due in pairs]}
