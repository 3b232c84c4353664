"""How long a text may be: what a cell holds, or no refresh of a workbook shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.ledger.posting import Posting

LONGEST: Final = 32_767  # UTF-16 units, Excel's limit for a cell
# What names a document or a customer shares its cell with other words: «ND 100 (2)».
LONGEST_NAME: Final = 255
_NAMING: Final = frozenset({"number", "code", "invoice"})
_SHOWN: Final = 20  # characters of a text in a sentence
_WITHOUT_PARTS: Final = (int, date, type(None))


class TooLong(NamedTuple):
    """A text that is too long: how it begins, its length, and how long it may be."""

    start: str
    length: int
    limit: int

    @property
    def sentence(self) -> str:
        """Return what is wrong, in Spanish."""
        return (
            f"El texto «{self.start}…» tiene {self.length} caracteres y el límite es "
            f"{self.limit}: acórtelo."
        )


def limit_of(name: str) -> int:
    """Return how long the text in a field of that name may be."""
    return LONGEST_NAME if name in _NAMING else LONGEST


def units(text: str) -> int:
    """Return a text's length as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def too_long(text: str, limit: int = LONGEST) -> TooLong | None:
    """Return what is wrong with a text's length; None: nothing is."""
    if len(text) <= limit // 2 or (length := units(text)) <= limit:
        return None
    return TooLong(text[:_SHOWN], length, limit)


def too_long_within(value: Any, name: str = "") -> TooLong | None:
    """Return the first text that is too long among all that a value is made of."""
    if isinstance(value, str):
        return too_long(value, limit_of(name))
    for label, part in _parts(value, name):
        if (found := too_long_within(part, label)) is not None:
            return found
    return None


def _parts(value: Any, name: str) -> Iterable[tuple[str, Any]]:
    if isinstance(value, _WITHOUT_PARTS):
        return ()
    kind: type = type(value)
    if names := _field_names(kind):
        return [(label, getattr(value, label)) for label in names]
    if isinstance(value, list | tuple):
        return [(name, part) for part in value]
    return value.items() if isinstance(value, Mapping) else ()


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Return the fields of a data class or of a named tuple; none of any other type."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return getattr(kind, "_fields", ())


def too_long_in(posting: Posting) -> TooLong | None:
    """Return the first text that is too long of a posting; most are columns apart.

    Column by column: an import has a hundred thousand rows, and no time to look at
    each of their fields.
    """
    alike = (posting.customers, posting.contacts, posting.documents)
    found = (_in_rows(rows) for rows in alike)
    first = next((one for one in found if one is not None), None)
    few = (posting.facts, posting.updates, posting.parameters)
    return first or too_long_within(few)


def _is_text(value: object) -> bool:
    return type(value) is str


def _in_rows(rows: tuple[Any, ...]) -> TooLong | None:
    """Look through rows of one type."""
    if not rows:
        return None
    # Every row of a type has its texts in the same fields.
    for name in (
        n for n, v in zip(rows[0]._fields, rows[0], strict=True) if _is_text(v)
    ):
        limit = limit_of(name)
        texts: list[str] = list(map(attrgetter(name), rows))
        if max(map(len, texts)) > limit // 2:
            found = (too_long(text, limit) for text in texts)
            if wrong := next(filter(None, found), None):
                return wrong
    return None
