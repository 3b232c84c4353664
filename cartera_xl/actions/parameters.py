"""Parámetros: what the company has chosen, and changing one choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.actions.choices import stored_choices
from cartera_xl.ledger.parameters import PARAMETERS, check, parameter
from cartera_xl.ledger.posting import Posting

if TYPE_CHECKING:
    from cartera_xl.actions.context import Context
    from cartera_xl.store import Store


def listed(store: Store, key: str | None = None) -> list[tuple[str, str, str]]:
    """Return key, value and description of all parameters, or of one.

    Raises:
        ParameterError: there is none of that name.
    """
    chosen = PARAMETERS if key is None else (parameter(key),)
    with store.reading() as ledger:
        stored = stored_choices(ledger)
    return [(p.key, stored.get(p.key, p.default), p.description) for p in chosen]


def change(store: Store, key: str, value: str, context: Context) -> bool:
    """Change one parameter, on the record; false where it has that value already.

    Raises:
        ParameterError: no such parameter, or a value that it cannot take.
    """
    check(key, value)
    declared = parameter(key)
    with store.reading() as ledger:
        before = stored_choices(ledger).get(key, declared.default)
    if declared.read(before) == declared.read(value):
        return False
    store.execute(context.command("parametros", Posting(parameters={key: value})))
    return True
