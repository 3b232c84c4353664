"""Statements as the drivers take them: one text for both kinds of database.

The store writes `:name`, and `?` where many rows go in one call. That is SQLite's own
way; a server's driver wants `%(name)s` and `%s`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Value = TypeVar("Value")
_LIST: Final = "_list"
_LIST_LENGTH: Final = 500
# A quoted text and a cast are no parameters.
_MARKS: Final = re.compile(r"('[^']*'|::)|%|\?|:(\w+)")
_REMEMBERED: Final = 1024  # a list of every length is a statement of its own


def chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Cut values into lists that a `…_list` parameter can take."""
    remaining = iter(values)
    while chunk := list(islice(remaining, _LIST_LENGTH)):
        yield chunk


def expanded(sql: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a statement and its values with every `…_list` taken apart."""
    lists = [name for name in values if name.endswith(_LIST)]
    if not lists:
        return sql, values
    plain = {name: value for name, value in values.items() if name not in lists}
    for name in lists:
        sql = _with_places(sql, name, len(values[name]))
        plain |= {f"{name}_{n}": value for n, value in enumerate(values[name])}
    return sql, plain


@lru_cache(_REMEMBERED)
def _with_places(sql: str, name: str, count: int) -> str:
    # Nothing equals NULL: a list of none is true of no row.
    places = ", ".join(f":{name}_{n}" for n in range(count)) or "NULL"
    return re.sub(rf":{name}\b", f"({places})", sql)


@lru_cache(_REMEMBERED)
def formatted(sql: str) -> str:
    """Return a statement with a server's marks for its parameters."""
    return _MARKS.sub(_mark, sql)


def _mark(found: re.Match[str]) -> str:
    if found[1]:
        return found[1].replace("%", "%%")
    if found[2]:
        return f"%({found[2]})s"
    return "%s" if found[0] == "?" else "%%"
