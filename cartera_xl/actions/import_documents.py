"""Importar: read a file, decide what it changes, write all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cartera_xl import texts
from cartera_xl.actions.choices import choices
from cartera_xl.actions.progress import silent
from cartera_xl.importers import notices, spreadsheet
from cartera_xl.importers.convention import stated
from cartera_xl.importers.planning import Plan, identities, plan
from cartera_xl.importers.reading import Finding, Reading
from cartera_xl.importers.source import name_of
from cartera_xl.ledger.facts import Taxes
from cartera_xl.ledger.parameters import check
from cartera_xl.store import facts, queries
from cartera_xl.store.bulk import bulk
from cartera_xl.store.command import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.errors import CarteraError
    from cartera_xl.ledger.documents import Identity, OpenItem
    from cartera_xl.store import Store
    from cartera_xl.store.transaction import Transaction


class Outcome(StrEnum):
    """What became of a file."""

    POSTED = "registrado"
    SIMULATED = "simulado"
    NOTHING_NEW = "sin novedades"
    REFUSED = "rechazado"


@dataclass(frozen=True, slots=True)
class Imported:
    """The account of one file, whether it was written or not."""

    file: str
    outcome: Outcome
    rows: int
    imported: int
    skipped: int
    totals: Mapping[str, Decimal]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How a person wants a file read; what is empty, the file tells by itself."""

    mapping: Mapping[str, str]
    currency: str | None = None  # None: the company's
    simulate: bool = False
    numbers: str = ""  # «1.234,56» or «1,234.56»
    dates: str = ""  # «d/m» or «m/d»


def run(
    store: Store,
    path: Path,
    options: Options,
    context: Context,
    progress: Progress = silent,
) -> Imported:
    """Import one file: preview first, then one transaction.

    Raises:
        CarteraError: the file is no receivables ledger; nothing is written.
    """
    with bulk():
        return _run(store, path, options, context, progress)


def _run(
    store: Store, path: Path, options: Options, context: Context, progress: Progress
) -> Imported:
    progress(f"Leyendo {name_of(path)}", 0, 3)
    reading = _read(store, path, options)
    progress("Comparando con la cartera", 1, 3)
    decided = _plan(store, reading)
    reading = _with_future(reading, context.today)
    if reading.blocked or decided.blocked:
        return _account(path, reading, decided, Outcome.REFUSED)
    if decided.posting.empty:
        return _account(path, reading, decided, Outcome.NOTHING_NEW)
    if options.simulate:
        return _account(path, reading, decided, Outcome.SIMULATED)
    progress("Registrando", 2, 3)
    answer = store.execute(context.command("importar", decided.posting))
    if isinstance(answer, Refused):
        return _refused(path, reading, decided, answer)
    progress("Listo", 3, 3)
    return _account(path, reading, decided, Outcome.POSTED)


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that was read and compared; nothing is written.

    `known` are the documents of the ledger that the file names too.
    """

    reading: Reading
    decided: Plan
    known: Mapping[Identity, OpenItem]
    account: Imported


def preview(
    store: Store,
    path: Path,
    options: Options,
    progress: Progress = silent,
) -> Preview:
    """Read one file and decide what it would change.

    Raises:
        CarteraError: the file is no receivables ledger.
    """
    with bulk():
        progress(f"Leyendo {path.name}", 0, 2)
        reading = _read(store, path, options)
        progress("Comparando con la cartera", 1, 2)
        decided = _plan(store, reading)
        with store.reading() as ledger:
            known = _known(ledger, reading)
    outcome = Outcome.SIMULATED
    if reading.blocked or decided.blocked:
        outcome = Outcome.REFUSED
    elif decided.posting.empty:
        outcome = Outcome.NOTHING_NEW
    account = _account(path, reading, decided, outcome)
    return Preview(reading, decided, known, account)


def unusable(path: Path, fault: CarteraError) -> Imported:
    """Return the account of a file that is no receivables ledger."""
    finding = Finding(0, "archivo_inutilizable", str(fault), blocks=True)
    return Imported(name_of(path), Outcome.REFUSED, 0, 0, 0, {}, (finding,))


def _currency(options: Options) -> str | None:
    if options.currency is None:
        return None
    code = options.currency.strip().upper()
    check("moneda", code)
    return code


def _read(store: Store, path: Path, options: Options) -> Reading:
    with store.reading() as ledger:
        parameters = choices(ledger)
    currency = _currency(options) or parameters.currency
    said = stated(options.numbers, options.dates)
    reading = spreadsheet.read(path, options.mapping, currency, said)
    if not parameters.next_business_day:
        return reading
    # A due date that the source states is used as given; only ours are moved.
    move = parameters.calendar.next_business_day
    documents = tuple(
        document._replace(due=move(document.due)) if document.due_computed else document
        for document in reading.documents
    )
    return replace(reading, documents=documents)


def _with_future(reading: Reading, today: date) -> Reading:
    """Say which documents have not come yet: a mistyped year hides them for long."""
    ahead = [d for d in reading.documents if d.issued > today]
    if not ahead:
        return reading
    first = ahead[0]
    said = notices.IN_FUTURE.at(
        first.row,
        count=len(ahead),
        number=first.number,
        issued=texts.day(first.issued),
    )
    return replace(reading, findings=(*reading.findings, said))


def _plan(store: Store, reading: Reading) -> Plan:
    with store.reading() as ledger:
        found = _known(ledger, reading)
        customers, contacts = queries.customers(ledger), queries.contacts(ledger)
        voided = facts.voided(ledger)
        taxed = _taxed(ledger, reading, found)
    decided = plan(reading, customers, contacts, found, taxed)
    return _with_editions(decided, voided) if voided else decided


def _known(ledger: Transaction, reading: Reading) -> dict[Identity, OpenItem]:
    """Return the documents of the ledger that a file names too."""
    wanted = identities(reading.documents, queries.kinds_held(ledger))
    return queries.find_documents(ledger, wanted)


def _taxed(
    ledger: Transaction, reading: Reading, found: Mapping[Identity, OpenItem]
) -> set[int]:
    """Return which known documents have a base, where the file could tell one."""
    if all(document.base is None for document in reading.documents):
        return set()
    ids = [item.id for item in found.values()]
    return {t.document_id for t in facts.facts_of(ledger, Taxes, "document_id", ids)}


def _with_editions(decided: Plan, voided: Mapping[Identity, int]) -> Plan:
    """Let what was voided come in again, as another edition."""
    documents = tuple(
        document._replace(edition=voided[document[1:4]] + 1)
        if document[1:4] in voided
        else document
        for document in decided.posting.documents
    )
    return replace(decided, posting=replace(decided.posting, documents=documents))


def _account(path: Path, reading: Reading, decided: Plan, outcome: Outcome) -> Imported:
    skipped = reading.skipped + decided.known_rows
    written = outcome in (Outcome.POSTED, Outcome.SIMULATED)
    return Imported(
        file=name_of(path),
        outcome=outcome,
        rows=reading.rows,
        imported=reading.rows - skipped if written else 0,
        skipped=skipped,
        totals=reading.totals,
        findings=tuple(sorted({*reading.findings, *decided.findings})),
    )


def _refused(path: Path, reading: Reading, decided: Plan, answer: Refused) -> Imported:
    refusals = tuple(
        Finding(0, answer.status, problem.sentence, blocks=True)
        for problem in answer.problems
    )
    account = _account(path, reading, decided, Outcome.REFUSED)
    return replace(account, findings=(*account.findings, *refusals))
