"""Posting commands: one action, one batch, one answer in words or in JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cartera_xl.cli import screen
from cartera_xl.cli.session import caller, opened
from cartera_xl.errors import DONE, REFUSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click

    from cartera_xl.actions.context import Context
    from cartera_xl.actions.posting import Done
    from cartera_xl.store import Store

UNDO = "«cartera deshacer {}» lo reversa"


@dataclass(frozen=True, slots=True)
class Order:
    """How a posting command was called; `back` says how what it did is taken back."""

    context: click.Context
    base: str | None
    key: str
    simulate: bool
    json: bool
    back: str = UNDO

    def post(self, action: Callable[..., Done], asked: object) -> int:
        """Ask an action to post what was typed; return the exit code."""
        return self.answer(
            lambda store, who: action(
                store, asked, who, self.key, simulate=self.simulate
            )
        )

    def answer(self, ask: Callable[[Store, Context], Done]) -> int:
        """Open the ledger, ask, and say what came of it."""
        from cartera_xl.actions.finding import NamedError
        from cartera_xl.cli.report_posting import named_json

        with opened(self.context, self.base) as store:
            try:
                done = ask(store, caller())
            except NamedError as fault:
                return self._refuse([str(fault)], named_json(fault))
        return self.tell(done)

    def tell(self, done: Done, **more: str) -> int:
        """Say what came of it, in JSON with what more there is to know."""
        from cartera_xl.actions.posting import Result
        from cartera_xl.cli.report_posting import posting_json, posting_lines

        told = posting_json(done) | more
        if done.result is Result.REFUSED:
            notes = done.advice.notes if done.advice else ()
            return self._refuse((*done.sentences, *notes), told)
        if self.json:
            screen.give(told)
            return DONE
        for line in posting_lines(done, self.back):
            screen.say(line)
        return DONE

    def _refuse(self, sentences: Iterable[str], told: dict[str, Any]) -> int:
        for sentence in sentences:
            screen.warn(sentence)
        if self.json:
            screen.give(told)
        return REFUSED
