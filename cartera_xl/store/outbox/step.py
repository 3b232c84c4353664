"""One step of the outbox: a transaction that holds the ledger's write lock."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cartera_xl.causes import cause
from cartera_xl.errors import NotPostedError, PostingForbiddenError
from cartera_xl.store.connection import is_forbidden
from cartera_xl.store.head import locked_head
from cartera_xl.store.transaction import commit, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartera_xl.store.store import Store
    from cartera_xl.store.transaction import Transaction


@contextmanager
def step(store: Store) -> Iterator[Transaction]:
    """Run a step; it is committed unless it raises.

    Raises:
        NotPostedError: the disk or the server failed.
        PostingForbiddenError: the server lets this person read, not write.
    """
    driver = store.engine.driver
    try:
        with writing(store.engine, store.company) as transaction:
            locked_head(transaction)
            yield transaction
            commit(transaction)
    except driver.Error as fault:
        store.engine.dispose()
        if is_forbidden(fault):
            raise PostingForbiddenError("este usuario") from None
        raise NotPostedError(cause(fault)) from None
