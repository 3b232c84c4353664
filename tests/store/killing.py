"""A process that dies without warning just before its n-th statement."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from cartera_xl.ledger.posting import Contact, Customer, Posting
from cartera_xl.store import Store
from tests.store.books import INVOICE, RECEIPT, command, invoice, pay, receipt, withhold
from tests.store.processes import at_once

if TYPE_CHECKING:
    from pathlib import Path

# Everything that a posting may hold, so that every statement of the path is there.
EVERYTHING = command(
    "todo",
    Posting(
        customers=(Customer(-1, "C2", "Luz"),),
        contacts=(Contact(-1, -1, "email", "luz@example.com"),),
        documents=(invoice(-1, 40, customer=-1), receipt(-2, 30)),
        applications=(pay(-1, -2, INVOICE, 30), withhold(-2, INVOICE, 5)),
        updates={1: {"group": "Norte"}},
        versions={INVOICE: 1, RECEIPT: 1},
        parameters={"moneda": "USD"},
    ),
)


def post_and_die(path: Path, at: int) -> int | None:
    """Run a process that posts and is killed before statement `at`.

    Returns:
        Its exit code: −9 where it was killed, 0 where it came to the end.
    """
    process = at_once().Process(target=_post, args=(path, at))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode


def _post(path: Path, at: int) -> None:
    seen = 0

    def count(sql: str) -> None:
        nonlocal seen
        if sql.startswith("--"):  # a trigger's own
            return
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    with Store.open(path) as store:
        with store.engine.connect() as connection:  # the one that posting will use
            connection.driver.set_trace_callback(count)
        store.execute(EVERYTHING)
