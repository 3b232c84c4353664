"""The taxable base and the VAT of documents, where a file states them soundly.

They decide no balance: a base that cannot be read, or does not add up, is left out and
said, and the document goes in without it. Withholdings are proposed from what is kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.importers import notices
from cartera_xl.importers.headings import Field
from cartera_xl.importers.standing import money
from cartera_xl.ledger.documents import DEBIT_KINDS
from cartera_xl.ledger.money import minor_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cartera_xl.importers.columns import Columns
    from cartera_xl.importers.reading import Finding, SourceDocument
    from cartera_xl.importers.rows import Row

# The general VAT rate is the highest (Estatuto Tributario art. 468), in per cent.
_HIGHEST_VAT: Final = 19
# A column of these alone states rates, not amounts; in hundredths of a per cent.
_RATES: Final = frozenset({0, 500, 800, 1_000, 1_600, 1_900})


class Stated(NamedTuple):
    """What a document's rows state of its taxes, in minor units; None: nothing."""

    base: int | None
    vat: int | None


def tax_columns(
    columns: Columns, codes: Sequence[str]
) -> tuple[list[int | None], list[int | None]]:
    """Return the columns of bases and of VAT; what cannot be read is None."""
    bases = columns.side_amounts(Field.BASE, codes)
    vats = columns.side_amounts(Field.VAT, codes)
    if _are_rates(vats, codes):
        heading = columns.table.heading(Field.VAT)
        columns.findings.append(notices.VAT_IS_RATE.at(0, heading=heading))
        vats = [None] * len(vats)
    return bases, vats


def _are_rates(vats: Sequence[int | None], codes: Sequence[str]) -> bool:
    """Tell whether a column of VAT holds 19 or 0,19 where it should hold amounts."""
    amounts = {pair for pair in zip(vats, codes, strict=True) if pair[0]}
    units = [(vat or 0, 10 ** minor_digits(code)) for vat, code in amounts]
    return bool(units) and any(
        all(
            vat * scale % unit == 0 and vat * scale // unit in _RATES
            for vat, unit in units
        )
        for scale in (100, 10_000)
    )


def stated_of(rows: Sequence[Row], total: int) -> Stated:
    """Return what the rows of one document state: the sum, or what each repeats."""
    summed = Stated(_sum(row.base for row in rows), _sum(row.vat for row in rows))
    first = Stated(_sum([rows[0].base]), _sum([rows[0].vat]))
    repeats = len({(row.base, row.vat) for row in rows}) == 1
    if repeats and None not in first and (first.base or 0) + (first.vat or 0) == total:
        return first
    return summed


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return abs(sum(known)) if known else None


def with_sound_taxes(
    documents: Sequence[SourceDocument],
) -> tuple[list[SourceDocument], list[Finding]]:
    """Return documents with both base and VAT or neither, and what was left out."""
    kept: list[SourceDocument] = []
    left_out: Counter[notices.Notice] = Counter()
    first: dict[notices.Notice, SourceDocument] = {}
    for document in documents:
        stated = Stated(document.base, document.vat)
        judged = _sound(document) if any(n is not None for n in stated) else stated
        if isinstance(judged, notices.Notice):
            left_out[judged] += 1
            first.setdefault(judged, document)
            judged = Stated(None, None)
        same = judged == stated
        kept.append(document if same else document._replace(**judged._asdict()))
    return kept, [_say(notice, n, first[notice]) for notice, n in left_out.items()]


def _sound(document: SourceDocument) -> Stated | notices.Notice:
    """Return a document's base and VAT, the one worked out from the other if need be.

    Where both are stated they have to add up to the total. Where one is, the other is
    the difference, and the VAT has to be one that the law knows.
    """
    base, vat, total = document.base, document.vat, document.total
    says_nothing = base == 0 and not vat  # a column of zeros, or of dashes
    if document.kind not in DEBIT_KINDS or says_nothing:
        return Stated(None, None)
    slack = _slack(document.currency)
    if base is not None and vat is not None:
        sound = base > 0 and abs(base + vat - total) <= slack
        return Stated(base, vat) if sound else notices.TAXES_DIFFER
    whole = total - (vat or 0) if base is None else base
    by_difference = max(total - whole, 0)
    most = whole * _HIGHEST_VAT // 100 + slack
    if whole <= 0 or whole > total + slack or by_difference > most:
        return notices.VAT_DOUBTFUL
    return Stated(whole, by_difference)


def _slack(currency: str) -> int:
    """Return by how much rounding may part a sum: a peso, or two minor units."""
    return 10 ** minor_digits(currency) if currency == "COP" else 2


def _say(notice: notices.Notice, count: int, example: SourceDocument) -> Finding:
    base, vat, total = (
        money(amount or 0, example.currency)
        for amount in (example.base, example.vat, example.total)
    )
    return notice.at(
        0, count=count, number=example.number, base=base, vat=vat, total=total
    )
