"""Documents on paper, as another program reads them: figures against the ledger."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cartera_xl.ledger.documents import Kind, OpenItem
from cartera_xl.ledger.facts import Tender
from cartera_xl.ledger.parameters import Parameters
from cartera_xl.ledger.posting import Customer
from cartera_xl.outbox.documents.receipt import Received, receipt_paper
from cartera_xl.outbox.documents.typesetter import Typesetter
from tests.acceptance.reminders.papers import (
    ENDLESS,
    HOSTILE,
    LONG,
    amounts,
    compact,
    pages,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desk import Desk

OPEN = ("--vista", "partidas")
MOVES = ("--vista", "movimientos", "--desde", "2025-01-01")


def statement(desk: Desk, customer: str, *more: object) -> Path:
    """Print a customer's statement."""
    path = desk.folder / f"ec {customer[:12]} {len(more)}.pdf"
    told = desk.do("estado-cuenta", customer, *more, "--pdf", path)
    assert told["archivos"][0]["archivo"] == str(path)
    return path


def printed(desk: Desk, document: str, *options: str) -> str:
    """Print a document; return what it says."""
    told = desk.do("imprimir", document, "--salida", desk.folder / "impreso.pdf")
    return text_of(Path(told["archivo"]), *options)


def rows_of(text: str, start: str) -> dict[str, list[Decimal]]:
    """Return the amounts of each line that names a document, dates left out."""
    found = {}
    for line in text.splitlines():
        if named := re.match(rf"\s*(?:[\d/]+\s+)?{start} (\S+)", line):
            rest = re.sub(r"\d\d/\d\d/\d{4}|\d+ días?", "", line[named.end() :])
            found[named[1]] = amounts(rest)
    return found


@pytest.fixture(scope="module")
def long_text(printing: Desk) -> str:
    return text_of(statement(printing, LONG, *OPEN))


def test_every_open_item_stands_on_paper_once_with_its_balance_to_the_cent(
    printing: Desk, long_text: str
) -> None:
    told = printing.do("estado-cuenta", LONG)["monedas"]["COP"]
    ledger = {line["numero"]: Decimal(line["saldo"]) for line in told["lineas"]}
    paper = {number: own[-1] for number, own in rows_of(long_text, "Factura").items()}
    assert len(paper) == 200
    assert paper == ledger
    assert long_text.count("Factura L-") == 200


def test_the_groups_by_age_the_ageing_and_the_total_add_up_to_the_ledger(
    printing: Desk, long_text: str
) -> None:
    told = printing.do("resumen", "--cliente", LONG)["monedas"]["COP"]
    ages = {age["rango"]: Decimal(age["valor"]) for age in told["edades"]}
    groups = [
        amounts(line)[-1]
        for line in long_text.splitlines()
        if re.match(r"\s*(Vencidas hace|Por vencer)", line) and "$" not in line
    ]
    assert sorted(groups) == sorted(value for value in ages.values() if value)
    [strip] = [x for x in long_text.splitlines() if len(amounts(x)) == len(ages)]
    assert amounts(strip) == [*ages.values()]
    [total] = [x for x in long_text.splitlines() if "Total abierto" in x]
    assert amounts(total) == [sum(ages.values())]


def test_the_tiles_are_the_indicators_of_the_customer(
    printing: Desk, long_text: str
) -> None:
    told = printing.do("resumen", "--cliente", LONG)["monedas"]["COP"]
    keys = ("por_vencer", "vencidas", "creditos", "saldo_neto")
    [tiles] = [line for line in long_text.splitlines() if line.count("$") == 4]
    assert amounts(tiles) == [Decimal(told[key]["valor"]) for key in keys]


def test_a_long_table_goes_over_pages_with_its_headings_and_page_numbers(
    printing: Desk,
) -> None:
    found = pages(statement(printing, LONG, *OPEN))
    assert len(found) >= 4
    for number, page in enumerate(found, start=1):
        assert f"Página {number} de {len(found)}" in page
        assert re.search(r"Documento\s+Emisión\s+Vence\s+Mora\s+Valor", page)
        assert number == 1 or LONG in page.splitlines()[0]


def test_currencies_have_parts_of_their_own_and_are_never_added(
    printing: Desk,
) -> None:
    text = text_of(statement(printing, "Exportadora del Pacífico", *OPEN))
    told = printing.do("estado-cuenta", "Exportadora del Pacífico")["monedas"]
    totals = [amounts(x)[-1] for x in text.splitlines() if "Total abierto" in x]
    assert totals == [Decimal(told[c]["cierre"]) for c in ("COP", "EUR", "USD")]
    assert re.search(r"Nota crédito NC-M.* -345,60\s+-345,60", text)
    assert "1.500.000,50" in text
    assert "USD 12.080,00" in text


def test_the_movements_lead_from_the_balance_before_to_the_balance_after(
    collecting: Desk,
) -> None:
    since = ("--vista", "movimientos", "--desde", "2026-03-01")
    text = text_of(statement(collecting, "Acme", *since))
    told = collecting.do("estado-cuenta", "Acme", *since)["monedas"]["COP"]
    lines = text[: text.index("USD")].splitlines()
    [before] = [amounts(x[20:])[-1] for x in lines if "Saldo anterior  " in x]
    [after] = [amounts(x[20:])[-1] for x in lines if "Saldo final  " in x]
    assert before == Decimal(told["apertura"])
    assert after == Decimal(told["cierre"])
    running = before
    for line in told["lineas"]:
        running += Decimal(line["debe"]) - Decimal(line["haber"])
        [own] = [
            x for x in lines if re.search(rf"{line['numero']}\s", x) and _same(line, x)
        ]
        assert amounts(own)[-1] == running


def test_promises_and_disputes_stand_beside_what_they_are_about(
    collecting: Desk,
) -> None:
    lines = text_of(statement(collecting, "Acme", *OPEN)).splitlines()
    beside = {
        number: lines[n + 1].strip()
        for n, line in enumerate(lines)
        for number in ("F-1", "F-4")
        if f"Factura {number} " in line
    }
    assert beside == {
        "F-1": "Promesa de $ 500.000 para el 15/04/2026: pendiente",
        "F-4": "En reclamación desde el 31/03/2026",
    }
    about_all = "Promesa de USD 500,00 para el 20/03/2026: incumplida"
    assert [x.strip() for x in lines].count(about_all) == 1
    assert "secreto" not in "".join(lines)  # our own words are not for the customer
    everyone = collecting.folder / "con-promesas"
    collecting.do("estado-cuenta", "--todos", "--pdf", everyone)
    texts = [text_of(path) for path in everyone.iterdir()]
    assert sum("En reclamación" in text for text in texts) == 1


def _same(line: dict[str, str], shown: str) -> bool:
    kind = line["que"].rpartition(" ")[0]
    return kind in shown


@pytest.mark.parametrize("n", range(len(HOSTILE) + 2))
def test_what_a_customer_is_called_is_shown_and_never_read_as_code(
    n: int, printing: Desk
) -> None:
    path = statement(printing, f"70000{n:04}", *OPEN)
    text = compact(text_of(path, "-raw"))
    [(name, concept)] = printing.ask(
        "SELECT c.name, d.concept FROM customer c JOIN document d"
        " ON d.customer_id = c.id WHERE c.code = ?",
        f"70000{n:04}",
    )
    if n == len(HOSTILE):  # two directions in one line: a reader may order them anew
        assert sorted(compact(name)) == sorted(_around(text, "CLIENTE", "NIToC"))
        return
    assert compact(name) in text
    assert compact(concept) in text


def test_nor_is_it_in_the_summary_of_an_invoice_or_in_a_receipt(
    printing: Desk,
) -> None:
    for n, hostile in enumerate(HOSTILE):
        text = compact(printed(printing, f"H-{n}", "-raw"))
        assert text.count(compact(hostile)) == 2, hostile  # its customer, its concept
        text = compact(text_of(receipt_of(hostile, printing.folder), "-raw"))
        assert text.count(compact(hostile)) == 4, hostile


def receipt_of(text: str, folder: Path) -> Path:
    """Set a receipt that says a text wherever a person may type one."""
    day = date(2026, 3, 1)
    item = OpenItem(
        *(7, Kind.RECEIPT, "RC-7", 1, 1, "COP", day, day, 100, 100, 1), concept=text
    )
    tender = Tender(1, 7, None, "PSE", text, text, 100)
    received = Received(item, Customer(1, "C1", text), [tender], [], [], {})
    path = folder / "recibo hostil.pdf"
    with Typesetter() as setter:
        path.write_bytes(setter.pdf(receipt_paper(Parameters.of({}), received)))
    return path


def _around(text: str, before: str, after: str) -> str:
    start = text.index(before) + len(before)
    return text[start : text.index(after, start)]


def test_an_endless_name_stays_on_the_page(printing: Desk) -> None:
    path = statement(printing, "700000010", *OPEN)
    box = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    width = float(re.findall(r'<page width="([\d.]+)"', box)[0])
    assert max(float(x) for x in re.findall(r'xMax="([\d.]+)"', box)) < width - 40
    assert len(ENDLESS) > 200


def test_a_receipt_says_whose_money_what_it_paid_and_what_was_left(
    collecting: Desk,
) -> None:
    text = printed(collecting, "RC-1")
    for said in (
        *("Recibo de caja", "RC-1", "Fecha 30/03/2026", "Acme", "Abono de marzo"),
        "un millón seiscientos cincuenta mil pesos m/cte",
    ):
        assert said in text
    for row in (
        r"Transferencia\s+Banco 01\s+TRX-77\s+1\.126\.840",
        r"Cheque\s+Banco 01\s+TRX-77\s+523\.160",
        r"Factura T-1\s+31/03/2026\s+1\.190\.000\s+1\.126\.840\s+63\.160\s+1\.190\.000",
        r"Factura F-2\s+10/03/2026\s+500\.000\s+500\.000\s+500\.000",
        r"Retefuente\s+T-1\s+1\.000\.000\s+2,5 %\s+25\.000",
        r"ReteIVA\s+T-1\s+190\.000\s+15 %\s+28\.500",
        r"ReteICA \(Bogotá\)\s+T-1\s+1\.000\.000\s+9,66 ‰\s+9\.660",
        r"Dinero recibido\s+\$ 1\.650\.000",
        r"Aplicado a documentos\s+\$ 1\.626\.840",
        r"A favor del cliente\s+\$ 23\.160",
    ):
        assert re.search(row, text), row
    [(free,)] = collecting.ask("SELECT free FROM document WHERE number = 'RC-1'")
    assert free == 2_316_000


def test_a_voided_receipt_says_so_across_the_page(collecting: Desk) -> None:
    text = printed(collecting, "RC-3", "-raw")
    assert "ANULADO" in compact(text)
    assert "A favor del cliente" not in text
    assert "ANULADO" not in compact(printed(collecting, "RC-1", "-raw"))


def test_an_invoice_is_summed_up_and_says_that_it_is_no_invoice(
    collecting: Desk,
) -> None:
    text = printed(collecting, "T-1")
    assert "Resumen de factura" in text
    assert "NO ES FACTURA" in text
    for row in (
        r"Base\s+1\.000\.000",
        r"IVA\s+190\.000",
        r"30/03/2026\s+Pago\s+RC-1\s+1\.126\.840",
        r"30/03/2026\s+ReteICA\s+9\.660",
        r"Saldo\s+0",
    ):
        assert re.search(row, text), row


@pytest.fixture
def packages(collecting: Desk) -> Iterator[Path]:
    """Yield the folder of the electronic documents, where the company keeps them."""
    folder = collecting.folder / "DIAN"
    folder.mkdir()
    assert collecting.type("parametros", "documentos.carpeta", "DIAN").code == 0
    yield folder
    shutil.rmtree(folder)
    collecting.type("parametros", "documentos.carpeta", "")


def zipped(path: Path, *names: str) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for name in names:
            package.writestr(name, f"%PDF-1.4 {name}")


def test_the_electronic_invoice_is_given_on_where_the_company_keeps_it(
    packages: Path, collecting: Desk
) -> None:
    (packages / "t-1.PDF").write_bytes(b"%PDF-1.7 el de la DIAN")
    zipped(packages / "F-2.zip", "ad.xml", "F-2.pdf")
    out = collecting.folder / "entregado.pdf"
    collecting.do("imprimir", "T-1", "--salida", out)
    assert out.read_bytes() == b"%PDF-1.7 el de la DIAN"
    collecting.do("imprimir", "T-1", "--salida", out)  # the same again may stand there
    assert collecting.type("imprimir", "F-2", "--salida", out).code == 2
    collecting.do("imprimir", "F-2", "--salida", out, "--reemplazar")
    assert out.read_bytes() == b"%PDF-1.4 F-2.pdf"
    assert "NO ES FACTURA" in printed(collecting, "F-1")  # no package: our summary


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("T-1.pdf", b"no es un PDF", "no tiene un PDF"),
        ("T-1.zip", b"PK nada", "está dañado o cifrado"),
        ("T-1.zip", ("a.xml",), "tiene 0 PDF"),
        ("T-1.zip", ("a.pdf", "b.pdf"), "tiene 2 PDF"),
    ],
)
def test_a_package_that_is_none_is_named_and_nothing_is_written(
    name: str,
    content: bytes | tuple[str, ...],
    why: str,
    packages: Path,
    collecting: Desk,
) -> None:
    if isinstance(content, bytes):
        (packages / name).write_bytes(content)
    else:
        zipped(packages / name, *content)
    out = collecting.folder / "nada.pdf"
    answer = collecting.type("imprimir", "T-1", "--salida", out)
    assert answer.code == 2
    assert why in answer.err
    assert not out.exists()


def test_a_credit_says_what_it_paid_and_a_quote_until_when_it_holds(
    collecting: Desk,
) -> None:
    credit, quote = printed(collecting, "NC-1"), printed(collecting, "COT-1")
    assert re.search(r"Aplicación de crédito\s+F-1\s+50\.000", credit)
    assert re.search(r"Disponible\s+150\.000", credit)
    assert re.search(r"Válida hasta\s+20/04/2026", quote)
    assert "NO ES FACTURA" in quote


def test_the_same_data_are_the_same_bytes_and_bring_their_fonts(
    printing: Desk,
) -> None:
    path = statement(printing, "Exportadora del Pacífico", *OPEN)
    first = path.read_bytes()
    assert statement(printing, "Exportadora del Pacífico", *OPEN).read_bytes() == first
    fonts = subprocess.run(
        ["pdffonts", str(path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), fonts  # embedded


def test_another_file_is_not_written_over_unless_it_is_said(printing: Desk) -> None:
    path = printing.folder / "contrato.pdf"
    path.write_bytes(b"%PDF-1.4 de otro programa")
    refused = printing.type("estado-cuenta", LONG, "--pdf", path)
    assert (refused.code, refused.out) == (2, "")
    assert "ya existe y no lo hizo Cartera XL" in refused.err
    assert path.read_bytes() == b"%PDF-1.4 de otro programa"
    assert printing.type("imprimir", "L-001", "--salida", path).code == 2
    printing.do("imprimir", "L-001", "--salida", path, "--reemplazar")
    printing.do("imprimir", "L-002", "--salida", path)  # ours: no need to say it
    assert "L-002" in text_of(path)
    assert [p.name for p in printing.folder.glob(".*")] == []


def test_all_customers_with_something_get_a_file_each(collecting: Desk) -> None:
    folder = collecting.folder / "todos"
    told = collecting.do("estado-cuenta", "--todos", "--pdf", folder)
    names = {one["cliente"] for one in told["archivos"]}
    assert names == {"900111", "900222", "900444"}
    assert told["omitidos"] == 0
    assert len(list(folder.iterdir())) == 3
    for one in told["archivos"]:
        closing = collecting.do("estado-cuenta", one["cliente"])["monedas"]
        text = text_of(Path(one["archivo"]))
        totals = [amounts(x)[-1] for x in text.splitlines() if "Total abierto" in x]
        open_parts = [Decimal(p["cierre"]) for p in closing.values() if p["lineas"]]
        assert totals == open_parts


def test_one_foreign_file_keeps_all_statements_from_being_written(
    collecting: Desk,
) -> None:
    folder = collecting.folder / "ocupada"
    folder.mkdir()
    (folder / "Estado de cuenta 900222 Beta.pdf").write_text("mío")
    refused = collecting.type("estado-cuenta", "--todos", "--pdf", folder)
    assert refused.code == 2
    assert "Beta.pdf» ya existe" in refused.err
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("estado-cuenta",), "Diga de quién: un cliente, o --todos."),
        (("estado-cuenta", "Acme", "--todos"), "Diga de quién: un cliente, o --todos."),
        (("estado-cuenta", "--todos"), "--todos va con --pdf y una carpeta."),
        (("estado-cuenta", "--todos", "--pdf", "cartera.toml"), "es un archivo"),
        (("imprimir", "ninguno"), "No hay un documento «ninguno»."),
        (("imprimir", "100"), "Varios documentos son «100»: escriba NC 100 o ND 100."),
        (("imprimir", "T-1", "--salida", "cartera.toml/x.pdf"), "No se pudo guardar"),
    ],
)
def test_what_cannot_be_printed_is_told_in_a_sentence(
    typed: tuple[str, ...], sentence: str, collecting: Desk
) -> None:
    answer = collecting.type(*typed)
    assert answer.code in (1, 2)
    assert answer.out == ""
    assert sentence in answer.err


def test_printing_changes_nothing_in_the_ledger(collecting: Desk) -> None:
    before = collecting.revision
    printed(collecting, "RC-1")
    statement(collecting, "Acme", *MOVES)
    assert collecting.revision == before
