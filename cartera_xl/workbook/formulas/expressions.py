"""The formulas that a refresh can value itself, read into a small tree.

Only what the workbook's own formulas are made of: names, columns of tables, calls,
comparisons for equality, texts and whole numbers. Anything else is not understood,
and that is an answer too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<text>"(?:[^"]|"")*")
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<column>[^\W\d]\w*\[[^\[\]\#@']+\])
      | (?P<word>[^\W\d][\w.]*)
      | (?P<sign>[(),=])
    )\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number; None is an argument left out."""

    value: str | Decimal | None


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name."""

    name: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """The body of a table's column."""

    table: str
    title: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Equal:
    """A comparison for equality."""

    left: Expression
    right: Expression


Expression: TypeAlias = "Literal | Name | TableColumn | Call | Equal"


class NotUnderstoodError(ValueError):
    """A formula holds something that is not worked out here."""


class _Token(NamedTuple):
    kind: str
    text: str


def parse_formula(text: str) -> Expression:
    """Read a formula without its leading `=`.

    Raises:
        NotUnderstoodError: it holds something else than the above.
    """
    parser = _Parser(_tokens(text))
    expression = parser.comparison()
    parser.end()
    return expression


def tables_in(expression: Expression) -> set[str]:
    """Return the names of the tables that a formula reads."""
    match expression:
        case TableColumn(table, _):
            return {table}
        case Call(_, arguments):
            return set().union(*map(tables_in, arguments))
        case Equal(left, right):
            return tables_in(left) | tables_in(right)
        case _:
            return set()


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found or not found.lastgroup:
            raise NotUnderstoodError(text)
        yield _Token(found.lastgroup, found[found.lastgroup])
        position = found.end()


class _Parser:
    """Reads tokens once, from left to right."""

    def __init__(self, tokens: Iterator[_Token]) -> None:
        self._tokens = [*tokens, _Token("end", "")]
        self._next = 0

    def comparison(self) -> Expression:
        left = self._operand()
        if not self._took("="):
            return left
        return Equal(left, self._operand())

    def end(self) -> None:
        if self._peek().kind != "end":
            raise NotUnderstoodError(self._peek().text)

    def _operand(self) -> Expression:
        kind, text = self._take()
        match kind:
            case "text":
                return Literal(text[1:-1].replace('""', '"'))
            case "number":
                return Literal(Decimal(text))
            case "column":
                table, _, title = text[:-1].partition("[")
                return TableColumn(table, title)
            case "word" if self._took("("):
                return Call(text.upper(), self._arguments())
            case "word":
                return Name(text)
            case _:
                raise NotUnderstoodError(text)

    def _arguments(self) -> tuple[Expression, ...]:
        if self._took(")"):
            return ()
        arguments = [self._argument()]
        while self._took(","):
            arguments.append(self._argument())
        if not self._took(")"):
            raise NotUnderstoodError(self._peek().text)
        return tuple(arguments)

    def _argument(self) -> Expression:
        if self._peek() in (_Token("sign", ","), _Token("sign", ")")):
            return Literal(None)
        return self.comparison()

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._peek()
        self._next += 1
        return token

    def _took(self, sign: str) -> bool:
        if self._peek() != _Token("sign", sign):
            return False
        self._next += 1
        return True
