"""P9: customers' statements as PDF files."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from benchmarks.comparing import Comparison, at_least, at_most
from benchmarks.measuring import Sample, cpu, interleaved, output
from benchmarks.peers import statement_papers
from cartera_xl.ledger.documents import Document, Kind
from cartera_xl.ledger.parameters import Parameters
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.statement import View, statement
from cartera_xl.outbox.documents.statement import Period, statement_paper
from cartera_xl.outbox.documents.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from benchmarks.measuring import Run
    from cartera_xl.outbox.documents.paper import Paper

LINES: Final = 30
_END: Final = date(2026, 11, 24)
_OWN: Final = Parameters.of(
    {"empresa.nombre": "Distribuidora Ejemplo S.A.S.", "empresa.nit": "900123456-8"}
)
_ROUNDS: Final = 3
_PEERS: Final[dict[str, Callable[[Mapping[str, Any]], bytes]]] = {
    "weasyprint": statement_papers.weasyprint,
    "reportlab": statement_papers.reportlab,
}
# A peer that takes long makes fewer: what is compared is the cost of one.
_OF_PEERS: Final = {"weasyprint": 10, "reportlab": 50}


def measure(folder: Path, quick: bool) -> Iterator[Comparison]:
    """Yield the CPU of one statement of 30 lines, ours and others'."""
    count = 100 if quick else 1000
    papers = [_paper(n) for n in range(count)]
    there = {name: made for name, made in _PEERS.items() if find_spec(name)}
    with Typesetter() as setter:
        _check(folder, papers[0], {"nuestro": lambda _: setter.pdf(papers[0]), **there})
        runs: dict[str, Run] = {
            "nuestro": _each(count, lambda n: setter.pdf(papers[n]))
        }
        for name, made in there.items():
            runs[name] = _each(_OF_PEERS[name], _by(made, papers))
        taken = interleaved(runs, _ROUNDS)
    work = f"un estado de cuenta de {LINES} líneas en PDF, de {count}"
    for name, target in (("weasyprint", at_least(12)), ("reportlab", at_most(4))):
        theirs: Sample | None = taken.get(name)
        yield Comparison("P9", work, taken["nuestro"], name, theirs, target)


def _by(
    made: Callable[[Mapping[str, Any]], bytes], papers: list[Paper]
) -> Callable[[int], bytes]:
    return lambda n: made(papers[n].data)


def _each(count: int, make: Callable[[int], bytes]) -> Run:
    """Return a run that gives what one of so many documents costs."""

    def all_of_them() -> None:
        for n in range(count):
            make(n)

    run = cpu(all_of_them)
    return lambda: run() / count


def _paper(n: int) -> Paper:
    documents = [_invoice(n, line) for line in range(LINES)]
    since = _END.replace(day=1)
    part = statement(documents, [], "COP", since, _END, View.OPEN_ITEMS)
    customer = Customer(n, f"C{n:04}", f"Ferretería Número {n} S.A.S.", "900111222")
    return statement_paper(_OWN, customer, [part], Period(since, _END, View.OPEN_ITEMS))


def _invoice(n: int, line: int) -> Document:
    due = _END - timedelta(days=13 * line - 60)
    return Document(
        line + 1,
        Kind.INVOICE,
        f"FV-{n * LINES + line}",
        1,
        n,
        "COP",
        due - timedelta(days=30),
        due,
        (1_000_000 + 7919 * line + n) * 100,
        "Materiales de construcción",
    )


def _check(
    folder: Path,
    paper: Paper,
    made: Mapping[str, Callable[[Mapping[str, Any]], bytes]],
) -> None:
    """See that every contestant's document has all balances and their total."""
    if not shutil.which("pdftotext"):
        return
    [part] = paper.data["secciones"]
    rows = [row["saldo"] for group in part["grupos"] for row in group["filas"]]
    for name, make in made.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(make(paper.data))
        text = output(["pdftotext", "-layout", str(path), "-"])
        assert all(figure in text for figure in [*rows, part["cierre"]["valor"]]), name
