"""Importar from a workbook: what a file would become, on its sheet; then for good."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cartera_xl.actions import import_documents, refresh
from cartera_xl.actions.choices import company_currency
from cartera_xl.actions.progress import silent
from cartera_xl.actions.standing import check_own
from cartera_xl.errors import CarteraError
from cartera_xl.hosts.content import Content
from cartera_xl.tabs.import_preview import BLOCKED, IMPORT_PREVIEW
from cartera_xl.views.import_preview import PreviewRow, preview_rows
from cartera_xl.views.rows import unsigned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.import_documents import Imported, Preview
    from cartera_xl.actions.progress import Progress
    from cartera_xl.actions.refresh import RefreshedWorkbook
    from cartera_xl.hosts.host import OpenHost
    from cartera_xl.importers.reading import Finding, SourceDocument
    from cartera_xl.store import Store
    from cartera_xl.tabs.cell import Row

NEW: Final = "Entra"
PAID: Final = "Baja el saldo"
KNOWN: Final = "Ya está"
NONE: Final = "No es documento"
FILE: Final = "Archivo"


class FileChangedError(CarteraError):
    """The file is no more what was previewed."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"«{file}» cambió desde la vista previa: oprima Importar otra vez y revise."
        )


@dataclass(frozen=True, slots=True)
class Previewed:
    """A file as it was previewed: what it holds is known by its digest."""

    path: Path
    digest: str
    account: Imported


def preview(
    store: Store,
    host: OpenHost,
    path: Path,
    progress: Progress = silent,
) -> Previewed:
    """Show on the sheet Importación what a file would become; nothing is posted.

    Raises:
        OtherLedgerError: the workbook belongs to another ledger.
        CarteraError: the file is no receivables ledger; nothing was written.
    """
    check_own(host, store, new_too=True)
    digest = _digest(path)
    found = import_documents.preview(store, path, _OPTIONS, progress)
    progress("Escribiendo la hoja", 0, 0)
    base = company_currency(store)
    rows = preview_rows(list(_rows(found)), base)
    decimals = unsigned((d.currency for d in found.reading.documents), base)
    host.refresh([IMPORT_PREVIEW], _content(rows, decimals))
    host.show(IMPORT_PREVIEW)
    return Previewed(path, digest, found.account)


def confirm(
    store: Store,
    host: OpenHost,
    previewed: Previewed,
    context: Context,
    progress: Progress = silent,
) -> tuple[Imported, RefreshedWorkbook | None]:
    """Post a file that was previewed, and write the workbook again.

    Raises:
        FileChangedError: it is not the file that was previewed; nothing was posted.
        CarteraError: nothing was posted.
    """
    check_own(host, store, new_too=True)
    if _digest(previewed.path) != previewed.digest:
        raise FileChangedError(previewed.path.name)
    account = import_documents.run(store, previewed.path, _OPTIONS, context, progress)
    if account.outcome is import_documents.Outcome.REFUSED:
        return account, None
    host.refresh([IMPORT_PREVIEW], _content([], {}))
    return account, refresh.run(store, host, None, context, progress)


_OPTIONS: Final = import_documents.Options({})


def _content(rows: Sequence[Row], decimals: dict[str, int]) -> Content:
    return Content({IMPORT_PREVIEW.table: rows}, {}, {}, decimals)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rows(found: Preview) -> Iterator[PreviewRow]:
    """Yield what is said of the file, then its rows in their order."""
    by_row: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in found.account.findings:
        by_row[finding.row].append(finding)
    for finding in by_row.pop(0, []):
        yield PreviewRow(0, BLOCKED if finding.blocks else FILE, finding.detail)
    new = {document[1:4] for document in found.decided.posting.documents}
    documents = {d.row: d for d in found.reading.documents}
    for row in sorted({*by_row, *documents}):
        findings = by_row.get(row, [])
        if (document := documents.get(row)) is None:
            yield PreviewRow(row, _outcome(findings, NONE), _said(findings))
        else:
            become = _become(found, document, new)
            yield _document_row(document, _outcome(findings, become), _said(findings))


def _become(found: Preview, document: SourceDocument, new: Iterable[object]) -> str:
    identity = document[1:4]
    if identity in new:
        return NEW
    existing = found.known.get(identity)
    moved = existing is not None and existing.id in found.decided.posting.versions
    return PAID if moved else KNOWN


def _outcome(findings: Iterable[Finding], become: str) -> str:
    return BLOCKED if any(finding.blocks for finding in findings) else become


def _said(findings: Iterable[Finding]) -> str:
    return " ".join(finding.detail for finding in findings)


def _document_row(document: SourceDocument, outcome: str, said: str) -> PreviewRow:
    party = document.party
    return PreviewRow(
        document.row,
        outcome,
        said,
        party.name or party.code,
        f"{party.nit}-{party.check_digit}" if party.check_digit else party.nit,
        document.kind,
        document.number,
        document.issued,
        document.due,
        document.currency,
        document.total,
        document.balance,
    )
