"""Make the pictures of documents on paper again.

    python -m tests.acceptance.reminders.pictures

The sample company's own, and those of a customer with 200 invoices, of one that trades
in several currencies, and of one whose name would be code.
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from cartera_xl.ledger.parameters import Parameters
from cartera_xl.outbox.documents.reminder_list import Reminded, reminder_list_paper
from cartera_xl.outbox.documents.typesetter import Typesetter
from tests.acceptance.main_job.pictures import DAY, DOTS, FOLDER
from tests.acceptance.reminders.papers import LONG, PARAMETERS, open_company
from tests.commands import cartera

# Of the sample company on DAY: many open items, credits, a receipt of three invoices.
CUSTOMER: Final = "C0275"
DOCUMENTS: Final = {
    "recibo": "RC 02494",
    "factura": "FV-20495",
    "cotizacion": "COT-0007",
}
STATEMENTS: Final = {"partidas": (), "movimientos": ("--desde", "2026-06-01")}


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as name:
        sample(Path(name))
        hard(Path(name))
        reminders(Path(name))


def sample(folder: Path) -> None:
    """Draw the sample company's statement, receipt, invoice and quote."""
    home = folder / "demo"
    run("demo", home, "--fecha", DAY, cwd=folder)
    for key, value in PARAMETERS.items():
        if key != "empresa.logo":
            run("parametros", key, value, cwd=home)
    for view, period in STATEMENTS.items():
        file = folder / f"{view}.pdf"
        run(
            *("estado-cuenta", CUSTOMER, "--vista", view, "--hasta", DAY, *period),
            *("--pdf", file),
            cwd=home,
        )
        draw(file, f"documento-{view}")
    for kind, document in DOCUMENTS.items():
        file = folder / f"{kind}.pdf"
        run("imprimir", document, "--salida", file, cwd=home)
        draw(file, f"documento-{kind}")


def hard(folder: Path) -> None:
    """Draw a long statement's second page, one in several currencies, a hostile one."""
    desk = open_company(folder / "empresa")
    for name, customer, page in (
        ("largo", LONG, 2),
        ("monedas", "Exportadora del Pacífico", 1),
        ("hostil", "700000003", 1),
    ):
        file = folder / f"{name}.pdf"
        desk.do("estado-cuenta", customer, "--pdf", file)
        draw(file, f"documento-{name}", page)


def reminders(folder: Path) -> None:
    """Draw a list of reminders."""
    own = Parameters.of({"empresa.nombre": "Distribuidora Ejemplo S.A.S."})
    rows = [
        *(
            Reminded(f"Cliente {n} S.A.S.", f"pagos@cliente{n}.example", level, n, sums)
            for n, level, sums in (
                (1, "1–30 días", {"COP": 4_710_139_00}),
                (2, "61–90 días", {"COP": 12_500_000_00, "USD": 1_250_50}),
            )
        ),
        Reminded("Beta Ltda.", "", "1–30 días", 1, {"COP": 90_000_00}, "Sin correo"),
    ]
    file = folder / "recordatorios.pdf"
    with Typesetter() as setter:
        file.write_bytes(setter.pdf(reminder_list_paper(own, date(2026, 11, 24), rows)))
    draw(file, "documento-recordatorios")


def run(*arguments: object, cwd: Path) -> None:
    """Go on only where a command did what it should."""
    answer = cartera(*arguments, cwd=cwd, CARTERA_HOY=DAY)
    assert answer.code == 0, answer.err


def draw(pdf: Path, name: str, page: int = 1) -> None:
    """Write a page as a picture."""
    which = ("-f", str(page), "-l", str(page), "-singlefile")
    command = ["pdftoppm", "-png", *DOTS, *which, str(pdf), str(FOLDER / name)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
