"""A company whose documents are printed: long, in several currencies, hostile."""

from __future__ import annotations

import csv
import re
import struct
import subprocess
import zlib
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from tests.desk import Desk, open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADINGS: Final = (
    *("tipo", "numero", "cliente", "nit", "emision", "vence", "valor", "saldo"),
    *("moneda", "concepto"),
)
# What would be code, markup or a command of the typesetter, were it not shown as it is.
HOSTILE: Final = (
    "#let x = 1; #x",
    "$ x^2 $ *negrita* _cursiva_ `crudo`",
    "@referencia <etiqueta> = Título",
    '#read("/etc/passwd")',
    "\"comillas\" 'simples' «latinas» \\n \\u{41}",
    "// comentario /* bloque */ [caja] {bloque}",
    "+ lista - lista / término: x",
    '#import "@preview/x:1.0.0"',
    "https://malo.example ~ -- --- ...",
)
ODD: Final = "Ñandú 😀 שלום مرحبا Œuvre ½ № ™"
ENDLESS: Final = "Inversiones" + "Supercalifragilística" * 12
LONG: Final = (
    "Almacenes Larguísimos de la Sabana y del Piedemonte Llanero S.A.S. E.S.P."
)
AMOUNT: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?")


def rows() -> Iterator[tuple[object, ...]]:
    """Yield documents: 200 of one customer, three currencies of another, hostile."""
    start = date(2025, 3, 1)
    for n in range(200):
        issued = start + timedelta(days=2 * n % 380)
        due = issued + timedelta(days=30)
        total = 150_000 + 37_411 * n
        yield (
            *("Factura", f"L-{n + 1:03}", LONG, "800111222", issued, due),
            *(total, total - 1000 * (n % 3), "COP", "Mercancía del pedido semanal"),
        )
    for n, (currency, value) in enumerate(
        (("COP", "1500000.50"), ("USD", "12345.60"), ("EUR", "99.90"), ("USD", "80"))
    ):
        issued = date(2026, 1, 5 + n)
        yield (
            *("Factura", f"M-{n}", "Exportadora del Pacífico", "800333444", issued),
            *(issued + timedelta(days=45), value, value, currency, "Servicios"),
        )
    yield (
        *("Nota crédito", "NC-M", "Exportadora del Pacífico", "800333444"),
        *(date(2026, 2, 1), date(2026, 2, 1), "345.60", "345.60", "USD", "Rebaja"),
    )
    for n, text in enumerate((*HOSTILE, ODD, ENDLESS)):
        issued = date(2026, 2, 1 + n)
        yield (
            *("Factura", f"H-{n}", f"{n} {text}", f"70000{n:04}", issued, issued),
            *(1000 + n, 1000 + n, "COP", text),
        )


def open_company(folder: Path) -> Desk:
    """Make the company."""
    from tests.commands import cartera

    made = cartera(
        "iniciar", folder, "--empresa", "Ensayo S.A.S.", "--nit", "900123456-8"
    )
    assert made.code == 0, made
    desk, source = Desk(folder), folder / "documentos.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(rows())
    answer = desk.type("importar", source)
    assert answer.code == 0, answer
    for key, value in PARAMETERS.items():
        assert desk.type("parametros", key, value).code == 0
    (folder / "logo.png").write_bytes(logo())
    return desk


def open_collecting(folder: Path) -> Desk:
    """Make a company with receipts, withholdings, credits and quotes."""
    desk = open_desk(folder)
    source = folder / "con-impuestos.csv"
    source.write_text(TAXED, "utf-8")
    taxed = ("--mapa", "base=base", "--mapa", "iva=iva")
    assert desk.type("importar", source, *taxed).code == 0
    desk.do(*RECEIPT)
    desk.do("pagar", "--cliente", "Beta", "--valor", 1000000, "--medio", "PSE")
    desk.do("aplicar", "--credito", "NC-1", "--factura", "F-1", "--valor", 50000)
    own = ("--cliente", "Acme", "--valor", 70000, "--medio", "PSE")
    desk.do("pagar", *own, "--factura", "F-1=70000")
    promise = ("gestion", "promesa", "Acme", "--detalle", "secreto", "--valor")
    desk.do(*promise, 500000, "--para", "2026-04-15", "--factura", "F-1")
    broken = ("--para", "2026-03-20", "--fecha", "2026-03-15", "--moneda", "USD")
    desk.do(*promise, 500, *broken)
    desk.do("gestion", "disputa", "Acme", "--factura", "F-4", "--detalle", "secreto")
    desk.do("gestion", "nota", "Acme", "--detalle", "secreto")
    desk.do("anular", "RC-3", "--motivo", "cheque devuelto")
    return desk


TAXED: Final = """tipo;numero;cliente;nit;emision;vence;valor;saldo;moneda;base;iva
Factura;T-1;Acme;900111;2026-03-01;2026-03-31;1190000;1190000;COP;1000000;190000
Cotización;COT-1;Acme;900111;2026-03-20;2026-04-20;450000;450000;COP;;
"""
# A receipt of two means that pays two invoices net of three withholdings, with excess.
RECEIPT: Final = (
    *("pagar", "--cliente", "Acme", "--fecha", "2026-03-30", "--valor", 1650000),
    *("--medio", "Transferencia=1126840", "--medio", "Cheque=523160"),
    *("--caja", "Banco 01", "--referencia", "TRX-77", "--concepto", "Abono de marzo"),
    *("--factura", "T-1=1126840", "--factura", "F-2=500000"),
    *("--retefuente", "T-1=25000@1000000:2.5", "--reteiva", "T-1=28500@190000:15"),
    *("--reteica", "T-1=9660@1000000:0.966:Bogotá"),
)
PARAMETERS: Final = {
    "empresa.direccion": "Calle 26 # 69-76, Bogotá D.C.",
    "empresa.telefono": "(601) 555 0123",
    "empresa.correo": "cartera@ensayo.example",
    "empresa.pagos": "Banco de Ejemplo, cuenta 123-456789-01|PSE en ensayo.example",
    "empresa.logo": "logo.png",
}


def logo(width: int = 240, height: int = 80) -> bytes:
    """Return a small picture: three bars."""
    bars = b"".join(
        bytes(c) * (width // 3) for c in ((31, 111, 235), (26, 127, 55), (27, 39, 51))
    )
    data = zlib.compress(b"".join(b"\0" + bars for _ in range(height)), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    )


def text_of(pdf: Path, *options: str) -> str:
    """Return what a PDF says, as another program reads it."""
    return subprocess.run(
        ["pdftotext", *(options or ("-layout",)), str(pdf), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def pages(pdf: Path) -> list[str]:
    """Return the pages of a PDF, as text."""
    return text_of(pdf).rstrip("\f").split("\f")


def compact(text: str) -> str:
    """Return a text without its spaces: a line may be broken anywhere.

    Without what pdftotext puts around a text that runs to the left, too.
    """
    return re.sub("[\\s\u202a-\u202e]", "", text)


def amounts(line: str) -> list[Decimal]:
    """Return the amounts of a line, as they are written here."""
    return [
        Decimal(found.replace(".", "").replace(",", "."))
        for found in AMOUNT.findall(line)
    ]
