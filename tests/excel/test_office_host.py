"""The workbook as a button's work sees it: real threads, no office."""

from __future__ import annotations

from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, cast

from cartera_xl.excel.office_host import OfficeHost
from cartera_xl.excel.pump import Pump

if TYPE_CHECKING:
    from cartera_xl.excel.pump import Job
    from cartera_xl.hosts.live import LiveWorkbook


class Typed:
    """What is typed in a workbook; it is read once, until somebody looks again."""

    def __init__(self) -> None:
        self.cell = 100_000
        self.thread = 0
        self._read: int | None = None

    def value(self, _: str) -> int:
        self._read = self.cell if self._read is None else self._read
        return self._read

    def look_again(self) -> None:
        self.thread = get_ident()
        self._read = None


def test_what_is_typed_while_a_question_waits_is_read_by_the_programs_thread() -> None:
    workbook = Typed()

    def work(job: Job) -> str:
        host = OfficeHost(cast("LiveWorkbook", workbook), Path("Cartera.xlsm"), job)
        before = host.value("Pago")
        workbook.cell = 5_000
        host.look_again()
        return f"{before} {host.value('Pago')}"

    assert Pump(turn=5).start("Ensayo", work) == "100000 5000"
    assert workbook.thread == get_ident()
