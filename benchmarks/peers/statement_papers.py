"""The same statement by other typesetters, laid out by their own means."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEADINGS = ("Documento", "Emisión", "Vence", "Mora", "Valor", "Abonado", "Saldo")
_STYLE = """
@page { size: letter; margin: 17mm; @bottom-right {
  content: "Página " counter(page) " de " counter(pages); font-size: 8pt } }
body { font-family: Carlito, sans-serif; font-size: 9.5pt; color: #1b2733 }
table { width: 100%; border-collapse: collapse }
td, th { border-bottom: .5pt solid #d8dee4; padding: 3pt; text-align: right }
td:first-child, th:first-child { text-align: left }
.tiles td { background: #f5f7f9; text-align: left }
.group td { background: #f5f7f9; font-weight: bold }
"""


def weasyprint(data: Mapping[str, Any]) -> bytes:
    """Return a statement as HTML that weasyprint turns into a PDF."""
    from weasyprint import HTML

    made = HTML(string=_html(data)).write_pdf()
    return bytes(made)


def _html(data: Mapping[str, Any]) -> str:
    company, customer = data["empresa"], data["cliente"]
    [part] = data["secciones"]
    tiles = _row(f"{c['titulo']} {c['valor']}" for c in part["cuadros"])
    ages = _row(c["titulo"] for c in part["edades"]) + _row(
        c["valor"] for c in part["edades"]
    )
    head = "".join(f"<th>{title}</th>" for title in HEADINGS)
    body = "".join(_html_rows(part))
    return (
        f"<style>{_STYLE}</style><h2>{escape(company['nombre'])}</h2>"
        f"<h1>{data['titulo']}</h1><p>{escape(customer['nombre'])}</p>"
        f"<table class='tiles'>{tiles}</table><table>{ages}</table>"
        f"<table><thead><tr>{head}</tr></thead>{body}</table>"
    )


def _html_rows(part: Mapping[str, Any]) -> Iterator[str]:
    for group in part["grupos"]:
        title = [group["titulo"], *[""] * 5, group["subtotal"]]
        yield _row(title, " class='group'")
        for row in group["filas"]:
            yield _row(_cells(row))
    closing = part["cierre"]
    yield _row([closing["titulo"], *[""] * 5, closing["valor"]], " class='group'")


def _row(cells: Any, kind: str = "") -> str:
    return f"<tr{kind}>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _cells(row: Mapping[str, Any]) -> list[str]:
    names = ("emision", "vence", "mora", "valor", "abonado", "saldo")
    return [f"{row['nombre']} {row['concepto']}", *(row[name] for name in names)]


def reportlab(data: Mapping[str, Any]) -> bytes:
    """Return a statement by reportlab's platypus: tables over pages."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    styles = getSampleStyleSheet()
    [part] = data["secciones"]
    lines = TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.lightgrey),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("FONTSIZE", (0, 0), (-1, -1), 8.5),
        ]
    )
    rows: list[list[Any]] = [list(HEADINGS)]
    for group in part["grupos"]:
        rows.append([group["titulo"], *[""] * 5, group["subtotal"]])
        rows += [_cells(row) for row in group["filas"]]
    rows.append([part["cierre"]["titulo"], *[""] * 5, part["cierre"]["valor"]])
    tiles = [[f"{c['titulo']} {c['valor']}" for c in part["cuadros"]]]
    ages = [[c[key] for c in part["edades"]] for key in ("titulo", "valor")]
    story = [
        Paragraph(escape(data["empresa"]["nombre"]), styles["Heading2"]),
        Paragraph(data["titulo"], styles["Title"]),
        Paragraph(escape(data["cliente"]["nombre"]), styles["Normal"]),
        Table(tiles, style=lines),
        Table(ages, style=lines),
        Table(rows, repeatRows=1, style=lines),
    ]
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=letter).build(story, onLaterPages=_numbered)
    return made.getvalue()


def _numbered(canvas: Any, _document: Any) -> None:
    canvas.drawRightString(560, 30, f"Página {canvas.getPageNumber()}")
