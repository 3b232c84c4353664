"""Which column is which: the headings' meaning, corrected by what the cells hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.importers import notices
from cartera_xl.importers.cells import is_blank, text_of
from cartera_xl.importers.headings import Field
from cartera_xl.importers.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartera_xl.importers.cells import Cell
    from cartera_xl.importers.heading_row import Located
    from cartera_xl.importers.reading import Finding


def choose_columns(
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
