"""Where a message box and a command send whoever wants to see all; no office."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cartera_xl.actions import propose_withholdings
from cartera_xl.actions.import_documents import Imported, Outcome
from cartera_xl.actions.posting import Done, Moved, Result
from cartera_xl.cli.report import import_lines
from cartera_xl.cli.report_posting import posting_lines
from cartera_xl.excel.telling_postings import BACK, posted
from cartera_xl.importers.reading import Finding
from cartera_xl.store import Store
from tests.desk import TODAY

if TYPE_CHECKING:
    from tests.desk import Desk


@pytest.mark.parametrize(
    ("moved", "more"), [(21, "1 documento más"), (23, "3 documentos más")]
)
def test_documents_beyond_those_shown_are_in_transacciones_or_in_json(
    desk: Desk, moved: int, more: str
) -> None:
    with Store.open(str(desk.ledger)) as store:
        day = date.fromisoformat(TODAY)
        item = propose_withholdings.run(store, "F-1", day).invoice
    done = Done(Result.POSTED, moved=(Moved(item, 100, 0),) * moved)
    assert list(posted(done, BACK))[-1] == f"… y {more} (véalos en Transacciones)"
    assert list(posting_lines(done, BACK))[-1] == f"… y {more} (véalos con --json)"


def test_findings_beyond_those_shown_are_on_the_sheet_or_in_json() -> None:
    findings = tuple(Finding(row, "x", "algo") for row in range(1, 23))
    account = Imported("a.csv", Outcome.REFUSED, 22, 0, 22, {}, findings)
    more = "… y 2 hallazgos más"
    shown = list(import_lines(account, "en la hoja"))[-1].strip()
    assert shown == f"{more} (véalos en la hoja)"
    assert list(import_lines(account))[-1].strip() == f"{more} (véalos con --json)"
