"""Who each row is about: one party a customer, however the file writes it."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from cartera_xl.importers import notices
from cartera_xl.importers.cells import texts_of
from cartera_xl.importers.headings import Field
from cartera_xl.importers.reading import Party
from cartera_xl.importers.words import enumerate_some, fold
from cartera_xl.ledger import nit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cartera_xl.importers.reading import Finding
    from cartera_xl.importers.table import Table

_FIELDS: Final = (
    Field.CODE,
    Field.NIT,
    Field.CUSTOMER,
    Field.CHECK_DIGIT,
    Field.EMAIL,
    Field.PHONE,
    Field.GROUP,
)
NOBODY: Final = Party()
_LIKE_NIT: Final = range(6, 16)  # digits; «12-3» is somebody's code
_LOST_LETTER: Final = "\ufffd"
Written = tuple[str, ...]  # the texts of _FIELDS, as the file has them


def written_parties(table: Table) -> list[Written]:
    """Return what each row says of its customer, in the order of the fields."""
    empty = [""] * table.height
    columns = [texts_of(table.column(field)) or empty for field in _FIELDS]
    return list(zip(*columns, strict=True))


def names_somebody(written: Written) -> bool:
    """Tell whether a row names a customer by code, NIT or name."""
    return bool(written[0] or written[1] or written[2])


def fill_down(
    parties: list[Written], is_document: Sequence[bool], is_block: Sequence[bool]
) -> int:
    """Complete in place rows that leave their customer to the first row of a block.

    Only where the file has that shape: a row of its own names the customer, or no two
    rows in a row name the same one. Returns how many rows were completed.
    """
    if all(map(names_somebody, dict.fromkeys(parties))):
        return 0
    if not (any(is_block) or _names_once(parties, is_document)):
        return 0
    filled, last = 0, None
    for i, written in enumerate(parties):
        if not (is_document[i] or is_block[i]):  # «Subtotal Acme» is nobody
            continue
        if names_somebody(written):
            last = written
        elif last is not None:
            parties[i] = last
            filled += 1
    return filled


def _names_once(parties: list[Written], is_document: Sequence[bool]) -> bool:
    keys = [p[:3] for p, is_one in zip(parties, is_document, strict=True) if is_one]
    named = [any(key) for key in keys]
    if not named or not named[0] or all(named):
        return False
    return all(a != b or not any(a) for a, b in pairwise(keys))


class Directory:
    """The parties of a file: the first spelling of each customer stands."""

    def __init__(self) -> None:
        self._by_key: dict[str, Party] = {}
        self._names: dict[str, list[str]] = {}
        self._first_rows: dict[str, int] = {}
        self._wrong_digits: dict[nit.Nit, Finding] = {}

    def find(self, written: Sequence[Written], rows: Sequence[int]) -> list[Party]:
        """Return the parties of rows, each way of writing one looked at once."""
        first = dict(zip(reversed(written), reversed(rows), strict=True))
        found = {
            one: self._make(one, row)
            for one, row in sorted(first.items(), key=itemgetter(1))
        }
        return [found[one] for one in written]

    def _make(self, written: Written, row: int) -> Party:
        code, number, name, digit, email, phone, group = written
        identity = nit.split(number)
        party = Party(
            code,
            identity.number,
            name,
            identity.check_digit or digit,
            email,
            phone,
            group,
        )
        self._check_digit(party, row)
        key = code or identity.number or fold(name) or name
        names = self._names.setdefault(key, [])
        if name and all(fold(name) != fold(other) for other in names):
            names.append(name)
        self._first_rows.setdefault(key, row)
        return self._by_key.setdefault(key, party)

    def _check_digit(self, party: Party, row: int) -> None:
        """Note a check digit that is another number's, once for each that is written.

        A file without a column of NITs may have them for codes or names.
        """
        stated = _stated(party)
        if stated is None or stated.is_consistent or stated in self._wrong_digits:
            return
        who = party.name or party.code
        self._wrong_digits[stated] = notices.NIT_INVALID.at(
            row,
            nit=stated.number,
            digit=stated.check_digit,
            right=nit.check_digit(stated.number),
            who=f" ({who})" if who and party.nit else "",
        )

    def findings(self) -> Iterable[Finding]:
        """Report customers with several names, and identifications that look wrong."""
        for key, names in self._names.items():
            if len(names) > 1:
                yield notices.CUSTOMER_NAMES.at(
                    self._first_rows[key], key=key, names=enumerate_some(names, 4)
                )
        yield from self._wrong_digits.values()
        for key, party in self._by_key.items():
            yield from _judge(party, self._first_rows[key])


def _stated(party: Party) -> nit.Nit | None:
    """Return the identification that a party states with a check digit, if any."""
    if party.nit:
        own = nit.Nit(party.nit, party.check_digit)
        is_number = own.number.isascii() and own.number.isdecimal()
        return own if own.check_digit and is_number and len(own.number) <= 15 else None
    written = map(nit.split, (party.code, party.name))
    return next(
        (one for one in written if one.check_digit and len(one.number) in _LIKE_NIT),
        None,
    )


def _judge(party: Party, row: int) -> Iterable[Finding]:
    if _LOST_LETTER in party.name:
        yield notices.BAD_LETTERS.at(row, text=party.name)
    if not party.nit.isdecimal() or len(party.nit) > 15:
        return
    if not party.check_digit and nit.with_glued_digit(party.nit):
        yield notices.NIT_GLUED.at(row, text=party.nit)
