"""The ledger of the state machine where a company's is: a store, behind the actions.

What a batch needs, the numbers that it gives, the versions that it saw, and what
undoing reads back are the product's own; only the verbs are the machine's.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cartera_xl.actions import apply_credits, parameters, posting, undo, verify
from cartera_xl.actions.context import Context
from cartera_xl.actions.entering import workbook
from cartera_xl.actions.entering.known import known
from cartera_xl.actions.linking import ends, linked
from cartera_xl.ledger.parameters import Parameters
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.verbs.apply import Apply
from cartera_xl.ledger.verbs.closing import Close
from cartera_xl.ledger.verbs.correct import Correct
from cartera_xl.ledger.verbs.customers import Join, Register
from cartera_xl.ledger.verbs.enter import Enter
from cartera_xl.ledger.verbs.receive import Receive
from cartera_xl.ledger.verbs.refund import Refund
from cartera_xl.ledger.verbs.unapply import Unapply
from cartera_xl.ledger.verbs.void import Void
from cartera_xl.ledger.verbs.write_off import WriteOff
from cartera_xl.store import Store, batches, queries
from cartera_xl.store.balances import open_items
from cartera_xl.store.positions import Needs
from tests.store.books import COMPANY, NOON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cartera_xl.actions.entering.known import Known
    from cartera_xl.ledger.batch import Verb
    from cartera_xl.ledger.documents import Application, OpenItem
    from cartera_xl.ledger.verbs.undo import Batch
    from cartera_xl.store.transaction import Transaction

_CHOICES: Final = {"devoluciones.permitidas": "si", "ajuste.tolerancia": "1000000"}
_MANY: Final = 10_000  # ids: more than a sequence gives out


class StoredBooks:
    """A company in a file; what is asked of it goes the way of the buttons."""

    def __init__(self, today: date) -> None:
        self._folder = Path(tempfile.mkdtemp())
        moment = datetime.combine(today, time(9))
        self.context = Context(today, moment, moment.replace(tzinfo=UTC), "ana", "aquí")
        self.store = Store.create(str(self._folder / "cartera.db"), COMPANY, NOON)
        for key, value in _CHOICES.items():
            parameters.change(self.store, key, value, self.context)
        for n in (1, 2, 3):
            made = self.post(Register(1, Customer(0, f"C{n}", f"Cliente {n}")))
            assert made is not None

    def close(self) -> None:
        """Check all that is always true, then throw the company away."""
        try:
            checks = verify.run(self.store, self.context.today)
            assert [check for check in checks if not check.passed] == []
        finally:
            self.store.close()
            shutil.rmtree(self._folder)

    def post(self, *typed: Verb) -> Batch | None:
        """Post verbs as one batch; None where it is refused.

        First with a version that has moved on: that never stands.
        """
        verbs = tuple(self._real(verb) for verb in typed)
        with self.store.reading() as ledger:
            versions = _asked(ledger, verbs).versions
        if versions:
            stale = {row_id: version - 1 for row_id, version in versions.items()}
            assert self._post(verbs, stale) is None
        return self._post(verbs, None)

    def _post(
        self, verbs: tuple[Verb, ...], stale: dict[int, int] | None
    ) -> Batch | None:
        def plan(ledger: Transaction) -> posting.Asked:
            asked = _asked(ledger, verbs)
            return asked if stale is None else replace(asked, versions=stale)

        batch = posting.Batch("prueba", repr(verbs))
        return self._read_back(posting.post(self.store, plan, batch, self.context))

    def undo(self, batch: Batch) -> Batch | None:
        """Undo a batch as «cartera deshacer» does, by its number."""
        asked = undo.Undoing(str(batch.revision))
        return self._read_back(undo.run(self.store, asked, self.context))

    def _read_back(self, done: posting.Done) -> Batch | None:
        for cached in ("applications", "documents", "_papers", "_rows"):
            self.__dict__.pop(cached, None)
        if done.result is posting.Result.REFUSED:
            return None
        assert done.revision is not None
        with self.store.reading() as ledger:
            written = batches.batch(ledger, done.revision)
        assert written is not None
        return replace(
            written,
            documents=tuple(map(self._papers.index, written.documents)),
            applications=tuple(map(self._rows.index, written.applications)),
        )

    # The store gives ids of one series to rows of all kinds; the machine counts papers
    # and applications each from 1.

    @cached_property
    def _papers(self) -> list[int]:
        with self.store.reading() as ledger:
            found = queries.items_by_id(ledger, range(1, _MANY))
            return [0, *sorted(item.id for item in found)]

    @cached_property
    def _rows(self) -> list[int]:
        with self.store.reading() as ledger:
            found = queries.applications_by_id(ledger, range(1, _MANY))
            return [0, *sorted(application.id for application in found)]

    def _real(self, verb: Verb) -> Verb:
        """Return a verb that names its papers as the store does."""
        asked: Any = verb
        if isinstance(verb, Receive):
            lines = [
                line._replace(document_id=self._papers[line.document_id])
                for line in verb.lines
            ]
            return replace(verb, lines=tuple(lines))
        if isinstance(verb, Unapply):
            return replace(verb, application_id=self._rows[verb.application_id])
        names = ("document_id", "credit_id", "debit_id")
        named = {n: getattr(asked, n) for n in names if getattr(asked, n, None)}
        real = {name: self._papers[row_id] for name, row_id in named.items()}
        return replace(asked, **real) if real else verb

    @cached_property
    def documents(self) -> list[OpenItem]:
        """Return every document, with what is left of it now."""
        with self.store.reading() as ledger:
            found = queries.items_by_id(ledger, self._papers)
            return [i._replace(id=self._papers.index(i.id)) for i in found]

    @cached_property
    def applications(self) -> list[Application]:
        """Return every application, and which one it takes back."""
        with self.store.reading() as ledger:
            found = list(queries.applications_by_id(ledger, self._rows))
        return [
            a._replace(
                id=self._rows.index(a.id),
                reverses=a.reverses and self._rows.index(a.reverses),
            )
            for a in found
        ]

    @property
    def breaches(self) -> list[str]:
        """Say nothing: what is always true is asked once, when the company goes."""
        return []

    def shown(self, at: date) -> dict[int, int]:
        """Return the balances of a day as every report reads them."""
        with self.store.reading() as ledger:
            found = open_items(ledger, at)
        return {self._papers.index(item.id): item.balance for item in found}


def _asked(ledger: Transaction, verbs: tuple[Verb, ...]) -> posting.Asked:
    """Return verbs with what the actions that post them ask the ledger for."""
    needs = [_needs(ledger, verb) for verb in verbs]
    merged = Needs(
        {i for need in needs for i in need.documents},
        {i for need in needs for i in need.applications},
        {i for need in needs for i in need.customers},
        {i for need in needs for i in need.identities},
        any(need.everything for need in needs),
        any(need.codes for need in needs),
    )
    seen = _items(ledger, {i for verb in verbs for i in _named(verb)})
    return posting.Asked(verbs, merged, {i.id: i.version for i in seen})


def _named(verb: Verb) -> Iterator[int]:
    """Yield the documents whose rows a person would have seen."""
    if isinstance(verb, Receive):
        yield from (line.document_id for line in verb.lines)
    elif isinstance(verb, Apply | Refund):
        yield verb.credit_id or 0


def _needs(ledger: Transaction, verb: Verb) -> Needs:
    match verb:
        case Receive():
            return _of_workbook(ledger, verb)
        case Enter() | Register():
            return workbook.needs([verb], _known(ledger, ()))
        case Apply():
            named = _items(ledger, [verb.credit_id or 0, verb.debit_id or 0])
            return apply_credits._needs(named, None)
        case Close() | Join():
            return Needs()
        case Refund():
            return Needs(documents=[verb.credit_id])
        case WriteOff():
            return Needs(documents=[verb.document_id])
        case Unapply():
            own = queries.applications_by_id(ledger, [verb.application_id])
            documents = linked(ledger, ends(own))
            return Needs(documents, [verb.application_id])
        case Void():
            return Needs(linked(ledger, [verb.document_id]))
        case Correct():
            [item] = _items(ledger, [verb.document_id])
            return Needs(linked(ledger, [item.id]), identities=[item[1:4]])
        case _:
            raise TypeError(verb)


def _of_workbook(ledger: Transaction, verb: Receive) -> Needs:
    named = _items(ledger, [line.document_id for line in verb.lines])
    return workbook.needs([verb], _known(ledger, named))


def _known(ledger: Transaction, items: Iterable[OpenItem]) -> Known:
    names = [item.number for item in items]
    return known(ledger, Parameters.of({}), date.max, names)


def _items(ledger: Transaction, ids: Iterable[int]) -> list[OpenItem]:
    return list(queries.items_by_id(ledger, {i for i in ids if i > 0}))
