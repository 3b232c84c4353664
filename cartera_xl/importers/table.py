"""The table in a grid: its heading row, what each column means, its data rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.errors import (
    HeadingsNotFoundError,
    LedgerColumnsMissingError,
    UnknownFieldError,
    UnknownHeadingError,
)
from cartera_xl.importers import headings, notices
from cartera_xl.importers.cells import is_blank, text_of
from cartera_xl.importers.headings import Field
from cartera_xl.importers.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartera_xl.importers.cells import Cell, Grid
    from cartera_xl.importers.reading import Finding

HEADING_ROWS: Final = 30
# One known heading is chance («Total» in a report's title), two are a table.
_LEAST_FIELDS: Final = 2
# What a ledger cannot do without: any one field of each group, and its Spanish name.
_NEEDED: Final = (
    ("número de documento", (Field.NUMBER,)),
    ("cliente", (Field.CUSTOMER, Field.CODE, Field.NIT)),
    ("fecha", (Field.ISSUED, Field.DUE)),
    ("valor o saldo", (Field.AMOUNT, Field.LINE_AMOUNT, Field.BALANCE)),
)
# The share of rows above which a surplus cell is an unnamed column, not an accident.
_UNNAMED_SHARE: Final = 0.9


class Located(NamedTuple):
    """Where the headings are: the row, counted from 0, and the column of each field."""

    row: int
    columns: Mapping[Field, tuple[int, ...]]  # best heading first


@dataclass(frozen=True, slots=True)
class Table:
    """A ledger's rows, column by column: `columns[field][i]` is of row `numbers[i]`."""

    title: str
    names: tuple[str, ...]  # every heading as written
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    places: Mapping[Field, int]
    uses_1904: bool
    findings: tuple[Finding, ...]

    def column(self, field: Field) -> Sequence[Cell]:
        """Return a column's cells, or nothing where the file has no such column."""
        place = self.places.get(field)
        if place is None:
            return ()
        width = place + 1
        return [row[place] if len(row) >= width else None for row in self.rows]

    def heading(self, field: Field) -> str:
        """Return how the file names a field."""
        place = self.places.get(field)
        return "" if place is None else self.names[place]

    @property
    def has_lines(self) -> bool:
        """Tell whether some column describes lines of documents."""
        return any(headings.describes_a_line(name) for name in self.names)


def fields_of(mapping: Mapping[str, str]) -> dict[Field, str]:
    """Return a `campo=encabezado` mapping by field.

    Raises:
        UnknownFieldError: a field that there is not.
    """
    valid = {fold(field.value): field for field in Field}
    for name in mapping:
        if fold(name) not in valid:
            raise UnknownFieldError(name, [field.value for field in Field])
    return {valid[fold(name)]: heading for name, heading in mapping.items()}


def locate(grid: Grid, mapped: Mapping[Field, str]) -> Located:
    """Return the best heading row of the first thirty; it may have no field at all."""
    rows = grid.rows[:HEADING_ROWS]
    found = [Located(i, _fields_in(row, mapped)) for i, row in enumerate(rows)]
    empty = Located(0, {})
    return max(found, key=lambda located: len(located.columns), default=empty)


def score(grid: Grid, mapped: Mapping[Field, str]) -> int:
    """Return how good a ledger a grid is, to choose between sheets and delimiters."""
    columns = locate(grid, mapped).columns
    needed = sum(any(f in columns for f in fields) for _, fields in _NEEDED)
    return 100 * needed + len(columns)


def is_table(grid: Grid) -> bool:
    """Tell whether a grid has everything that a ledger needs."""
    return score(grid, {}) >= 100 * len(_NEEDED)


def read_table(grid: Grid, mapping: Mapping[Field, str]) -> Table:
    """Return the ledger in a grid.

    Raises:
        HeadingsNotFoundError: no row looks like headings.
        LedgerColumnsMissingError: a column that a ledger needs is not there.
        UnknownHeadingError: the mapping names a heading that is not there.
    """
    located = locate(grid, mapping)
    names = _names(grid, located)
    _require_mapped(mapping, names)
    if len(located.columns) < _LEAST_FIELDS:
        raise HeadingsNotFoundError(HEADING_ROWS)
    rows, numbers = _data_rows(grid, located.row)
    places, found = _places(located, names, rows, mapping)
    _require_needed(places, names)
    return Table(
        grid.title,
        tuple(names),
        rows,
        numbers,
        places,
        grid.uses_1904,
        (*grid.findings, *found, *_surplus(grid, rows, numbers, len(names))),
    )


def _names(grid: Grid, located: Located) -> list[str]:
    names = [text_of(cell) for cell in grid.rows[located.row]] if grid.rows else []
    while names and not names[-1]:
        names.pop()
    return names


def _fields_in(
    row: Sequence[Cell], mapped: Mapping[Field, str]
) -> dict[Field, tuple[int, ...]]:
    ranked: dict[Field, list[tuple[int, int]]] = {}
    wanted = {_same(heading): field for field, heading in mapped.items()}
    for place, cell in enumerate(row):
        if not isinstance(cell, str) or is_blank(cell):
            continue
        known = headings.meaning(cell)
        if (field := wanted.get(_same(cell))) is not None:
            ranked.setdefault(field, []).append((-1, place))
        elif known is not None and known.field not in mapped:
            ranked.setdefault(known.field, []).append((known.rank, place))
    return {f: tuple(place for _, place in sorted(r)) for f, r in ranked.items()}


def _same(heading: str) -> str:
    return fold(heading) or heading.strip()


def _data_rows(
    grid: Grid, heading_index: int
) -> tuple[list[Sequence[Cell]], list[int]]:
    rows, numbers = [], []
    for number, row in enumerate(grid.rows[heading_index + 1 :], heading_index + 2):
        if any(row) and not (row[0] in _EMPTY and all(map(is_blank, row))):
            rows.append(row)
            numbers.append(number)
    return rows, numbers


_EMPTY: Final = ("", None, " ", "\u00a0")


def _places(
    located: Located,
    names: list[str],
    rows: list[Sequence[Cell]],
    mapping: Mapping[Field, str],
) -> tuple[dict[Field, int], list[Finding]]:
    """Choose one column a field: the best heading that holds anything."""
    places, found = {}, []
    for field, candidates in located.columns.items():
        filled = [p for p in candidates if _holds(rows, p)]
        place = places[field] = (filled or list(candidates))[0]
        twin = [p for p in filled if p != place and names[p] == names[place]]
        if twin:
            found.append(
                notices.HEADING_TWICE.at(
                    located.row + 1, heading=names[place], column=_letters(place)
                )
            )
    found += _settle_meanings(places, names, rows, mapping)
    return places, found


def _settle_meanings(
    places: dict[Field, int],
    names: list[str],
    rows: list[Sequence[Cell]],
    mapping: Mapping[Field, str],
) -> Iterable[Finding]:
    """Correct by the values what headings leave open."""
    if {Field.DEBIT, Field.CREDIT} <= places.keys() and Field.AMOUNT not in places:
        places.pop(Field.BALANCE, None)  # of a running account, not of a document
    customer = places.get(Field.CUSTOMER)
    if customer is not None and Field.CUSTOMER not in mapping:
        _rename_customer(places, customer, rows)
    paid = places.get(Field.PAID)
    if paid is not None and Field.STATE not in places and _is_yes_or_no(rows, paid):
        places[Field.STATE] = places.pop(Field.PAID)
    for field in (Field.CONCEPT, Field.REFERENCE):
        place = places.get(field)
        if Field.NUMBER not in places and place is not None and _are_ids(rows, place):
            places[Field.NUMBER] = places.pop(field)
            yield notices.NUMBER_FROM.at(0, heading=names[place])


def _rename_customer(
    places: dict[Field, int], place: int, rows: list[Sequence[Cell]]
) -> None:
    """Take a «Cliente» or «Tercero» column of numbers for what it is."""
    if {Field.CODE, Field.NIT} & places.keys():
        return
    texts = _texts(rows, place)
    digits = [t for t in texts if t.replace(".", "").replace("-", "").isdigit()]
    if texts and len(digits) == len(texts):
        long = all(len(t) >= 7 for t in texts)
        places[Field.NIT if long else Field.CODE] = places.pop(Field.CUSTOMER)


def _is_yes_or_no(rows: list[Sequence[Cell]], place: int) -> bool:
    answers = {fold(text) for text in _texts(rows, place)}
    return bool(answers) and answers <= {"si", "no", "yes", "true", "false"} | {
        "verdadero",
        "falso",
        "s",
        "n",
    }


def _are_ids(rows: list[Sequence[Cell]], place: int) -> bool:
    """Tell whether a column holds document numbers: short, all distinct."""
    texts = _texts(rows, place)
    return len(set(texts)) == len(texts) == len(rows) and all(
        len(t) <= 20 and any(c.isdigit() for c in t) and " " not in t for t in texts
    )


def _texts(rows: list[Sequence[Cell]], place: int) -> list[str]:
    cells = (row[place] for row in rows if len(row) > place)
    return [text_of(cell) for cell in cells if not is_blank(cell)]


def _holds(rows: list[Sequence[Cell]], place: int) -> bool:
    return any(len(row) > place and not is_blank(row[place]) for row in rows)


def _letters(place: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _require_mapped(mapping: Mapping[Field, str], names: list[str]) -> None:
    known = {_same(name) for name in names if name}
    for heading in mapping.values():
        if _same(heading) not in known:
            raise UnknownHeadingError(heading, [name for name in names if name])


def _require_needed(places: Mapping[Field, int], names: list[str]) -> None:
    missing = [
        spanish
        for spanish, fields in _NEEDED
        if not any(field in places for field in fields)
    ]
    if missing:
        raise LedgerColumnsMissingError(missing, [name for name in names if name])


def _surplus(
    grid: Grid, rows: list[Sequence[Cell]], numbers: list[int], width: int
) -> Iterable[Finding]:
    """Report cells beyond the headings: a column of their own, or rows out of step."""
    long = [
        number
        for row, number in zip(rows, numbers, strict=True)
        if len(row) > width and not all(map(is_blank, row[width:]))
    ]
    unnamed = not grid.is_text or len(long) >= _UNNAMED_SHARE * len(rows)
    if long and unnamed:
        return [notices.UNNAMED_COLUMN.at(0)]
    return [notices.ROW_TOO_LONG.at(number) for number in long]
