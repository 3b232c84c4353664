"""Which column is which: the headings' meaning, corrected by what the cells hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.importers import notices
from cartera_xl.importers.cells import is_blank, texts_of
from cartera_xl.importers.headings import SIDES, Field
from cartera_xl.importers.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartera_xl.importers.cells import Column
    from cartera_xl.importers.heading_row import Located
    from cartera_xl.importers.reading import Finding


def choose_columns(
    located: Located,
    names: list[str],
    columns: Sequence[Column],
    mapping: Mapping[Field, str],
) -> tuple[dict[Field, int], list[Finding]]:
    """Choose one column a field: the best heading that holds anything."""
    places, found = {}, []
    for field, candidates in located.columns.items():
        filled = [p for p in candidates if not all(map(is_blank, columns[p]))]
        place = places[field] = (filled or list(candidates))[0]
        twin = [p for p in filled if p != place and names[p] == names[place]]
        if twin:
            found.append(
                notices.HEADING_TWICE.at(
                    located.row + 1, heading=names[place], column=_letters(place)
                )
            )
    found += _settle_meanings(places, names, columns, mapping)
    return places, found


def _settle_meanings(
    places: dict[Field, int],
    names: list[str],
    columns: Sequence[Column],
    mapping: Mapping[Field, str],
) -> Iterable[Finding]:
    """Correct by the values what headings leave open."""
    _settle_sides(places, mapping)
    customer = places.get(Field.CUSTOMER)
    if customer is not None and Field.CUSTOMER not in mapping:
        _rename_customer(places, columns[customer])
    paid = places.get(Field.PAID)
    if paid is not None and Field.STATE not in places and _is_yes_or_no(columns[paid]):
        places[Field.STATE] = places.pop(Field.PAID)
    for field in (Field.CONCEPT, Field.REFERENCE):
        place = places.get(field)
        if Field.NUMBER in places or place is None:
            continue
        if _are_ids(columns[place]):
            places[Field.NUMBER] = places.pop(field)
            yield notices.NUMBER_FROM.at(0, heading=names[place])


def _settle_sides(places: dict[Field, int], mapping: Mapping[Field, str]) -> None:
    """Keep debit and credit where they are the amount: both, and no other amount.

    A balance beside them is of the running account, not of a document: it is kept apart
    and looked at, unless a person says which of the two it is.
    """
    other = {Field.AMOUNT, Field.LINE_AMOUNT} & places.keys()
    if {*SIDES} <= places.keys() and not other:
        if Field.BALANCE not in mapping and Field.BALANCE in places:
            places[Field.RUNNING] = places.pop(Field.BALANCE)
        if Field.RUNNING in mapping:
            places.pop(Field.RUNNING, None)
        return
    places.pop(Field.RUNNING, None)
    for side in SIDES:
        places.pop(side, None)


def _rename_customer(places: dict[Field, int], column: Column) -> None:
    """Take a «Cliente» or «Tercero» column of numbers for what it is."""
    if {Field.CODE, Field.NIT} & places.keys():
        return
    texts = _texts(column)
    digits = [t for t in texts if t.replace(".", "").replace("-", "").isdigit()]
    if texts and len(digits) == len(texts):
        long = all(len(t) >= 7 for t in texts)
        places[Field.NIT if long else Field.CODE] = places.pop(Field.CUSTOMER)


def _is_yes_or_no(column: Column) -> bool:
    answers = {fold(text) for text in _texts(column)}
    return bool(answers) and answers <= {"si", "no", "yes", "true", "false"} | {
        "verdadero",
        "falso",
        "s",
        "n",
    }


def _are_ids(column: Column) -> bool:
    """Tell whether a column holds document numbers: short, all distinct."""
    texts = _texts(column)
    return len(set(texts)) == len(texts) == len(column) and all(
        len(t) <= 20 and any(c.isdigit() for c in t) and " " not in t for t in texts
    )


def _texts(column: Column) -> list[str]:
    """Return what a column holds, each spelling as often as it is there."""
    return [text for text in texts_of(column) if text]


def _letters(place: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
