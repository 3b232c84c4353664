"""What a button's work knows: the workbook, the ledger, who pressed it, and when."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartera_xl import settings
from cartera_xl.actions.standing import check_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.progress import Progress
    from cartera_xl.hosts.host import OpenHost
    from cartera_xl.store import Store


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed; `argument` is the text that was asked for before."""

    host: OpenHost
    argument: str
    context: Context
    progress: Progress

    @contextmanager
    def ledger(self) -> Iterator[Store]:
        """Open the ledger that the workbook belongs to.

        Raises:
            OlderWorkbookError: another version of ours made the workbook; a posting
                that the workbook could not show afterwards is not begun.
        """
        from cartera_xl.store import Store

        check_template(self.host)
        self.progress("Abriendo la cartera", 0, 0)
        path = self.host.path
        location = settings.ledger_location(None, path)
        with Store.open(location, settings.company(None, path)) as store:
            yield store
