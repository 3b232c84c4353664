"""Everything that is always true of a ledger, looked up in its tables.

The SQL here shares nothing with the code that writes: balances are derived from the
journal, row by row, and compared with what is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cartera_xl.ledger.portfolio import portfolio
from cartera_xl.store.balances import open_items
from cartera_xl.store.chain import check_chain
from cartera_xl.store.check import Check
from cartera_xl.store.connection import quick_check
from cartera_xl.store.guards import missing
from cartera_xl.store.provenance import check_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cartera_xl.store.transaction import Transaction

_FEW: Final = 5  # offenders that are shown


class Rule(NamedTuple):
    """A search for rows that must not be there; the first column names one."""

    name: str
    title: str
    asked: str  # the table whose rows are looked at
    offenders: str


def _balance(name: str, side: str, kept: str, end: str, title: str) -> Rule:
    return Rule(
        name,
        title,
        f"document WHERE company_id = :company AND side = '{side}'",
        f"""
        SELECT d.number FROM document d
        LEFT JOIN (SELECT {end} AS id, SUM(amount) AS taken FROM application
                   WHERE company_id = :company GROUP BY {end}) a ON a.id = d.id
        WHERE d.company_id = :company AND d.side = '{side}'
          AND (d.{kept} <> d.total - COALESCE(a.taken, 0)
               OR d.{kept} NOT BETWEEN 0 AND d.total)
        ORDER BY d.id""",
    )


_ACCOUNT: Final = """
    SELECT customer_id, currency, SUM(journal) AS journal, SUM(kept) AS kept FROM (
        SELECT customer_id, currency,
               CASE side WHEN 'D' THEN total WHEN 'C' THEN -total ELSE 0 END AS journal,
               open - free AS kept
        FROM document WHERE company_id = :company
        UNION ALL
        SELECT customer_id, currency,
               CASE WHEN from_id IS NULL THEN -amount
                    WHEN to_id IS NULL THEN amount ELSE 0 END, 0
        FROM application WHERE company_id = :company) s
    GROUP BY customer_id, currency"""

RULES: Final = (
    _balance("I1", "C", "free", "from_id", "Lo libre de cada crédito es lo no usado"),
    _balance("I2", "D", "open", "to_id", "El saldo de cada débito es lo no pagado"),
    Rule(
        "I3",
        "Cada aplicación une documentos del mismo cliente y moneda, desde su emisión",
        "application WHERE company_id = :company",
        """
        SELECT a.id FROM application a
        LEFT JOIN document f ON f.company_id = a.company_id AND f.id = a.from_id
        LEFT JOIN document t ON t.company_id = a.company_id AND t.id = a.to_id
        WHERE a.company_id = :company AND (
            (a.from_id IS NOT NULL AND (f.id IS NULL OR f.side <> 'C'
                OR f.customer_id <> a.customer_id OR f.currency <> a.currency
                OR f.issued > a.effective))
            OR (a.to_id IS NOT NULL AND (t.id IS NULL OR t.side <> 'D'
                OR t.customer_id <> a.customer_id OR t.currency <> a.currency
                OR t.issued > a.effective))
            OR COALESCE(a.from_id, a.to_id) IS NULL)
        ORDER BY a.id""",
    ),
    Rule(
        "I4",
        "Débitos menos créditos y aplicaciones dan los saldos, por cliente y moneda",
        f"({_ACCOUNT}) x WHERE 1 = 1",
        f"SELECT customer_id FROM ({_ACCOUNT}) x WHERE journal <> kept "
        "ORDER BY customer_id",
    ),
    Rule(
        "I7",
        "Cada operación tiene una clave, una revisión y sus filas",
        "operation WHERE company_id = :company",
        """
        SELECT o.key FROM operation o
        LEFT JOIN operation n
               ON n.company_id = o.company_id AND n.revision = o.revision + 1
        JOIN company c ON c.id = o.company_id
        WHERE o.company_id = :company AND (
            o.revision NOT BETWEEN 1 AND c.revision
            OR (n.key IS NULL AND o.revision <> c.revision)
            OR COALESCE(n.first_id, c.next_id) < o.first_id
            OR COALESCE(n.recorded_at, c.recorded_at) < o.recorded_at
            OR EXISTS (SELECT 1 FROM application a
                       WHERE a.company_id = :company AND a.revision <> o.revision
                         AND a.id >= o.first_id
                         AND a.id < COALESCE(n.first_id, c.next_id))
            OR EXISTS (SELECT 1 FROM document d
                       WHERE d.company_id = :company AND d.revision <> o.revision
                         AND d.id >= o.first_id
                         AND d.id < COALESCE(n.first_id, c.next_id)))
        ORDER BY o.revision""",
    ),
    Rule(
        "I10",
        "Cada reversión es el reflejo de una aplicación, y de una sola vez",
        "application WHERE company_id = :company AND reverses IS NOT NULL",
        """
        SELECT a.id FROM application a
        LEFT JOIN application o ON o.company_id = a.company_id AND o.id = a.reverses
        WHERE a.company_id = :company AND a.reverses IS NOT NULL AND (
            o.id IS NULL OR o.reverses IS NOT NULL OR a.amount <> -o.amount
            OR a.use <> o.use OR a.effective < o.effective OR a.id <= o.id
            OR COALESCE(a.from_id, 0) <> COALESCE(o.from_id, 0)
            OR COALESCE(a.to_id, 0) <> COALESCE(o.to_id, 0)
            OR EXISTS (SELECT 1 FROM application x WHERE x.company_id = a.company_id
                         AND x.reverses = a.reverses AND x.id <> a.id))
        ORDER BY a.id""",
    ),
)


def verify(
    transaction: Transaction, at: date, anchor: str | None = None
) -> list[Check]:
    """Run every check on a ledger.

    Args:
        transaction: one moment of the ledger: all checks see the same.
        at: the cut-off date of the indicators.
        anchor: an audit hash that was kept elsewhere, to find a cut-off end.
    """
    file = _check_file(transaction)
    if not file.passed:
        return [file]  # nothing read from it would mean anything
    return [
        file,
        *_machinery(transaction),
        *(_ask(transaction, rule) for rule in RULES),
        _check_indicators(transaction, at),
        _check_past(transaction, at),
        check_chain(transaction, anchor),
        check_rows(transaction),
    ]


def _check_file(transaction: Transaction) -> Check:
    """Let SQLite look through its file; a server looks after its own."""
    finding = "ok"
    if transaction.sqlite:
        finding = quick_check(transaction.connection.driver)
    bad = () if finding == "ok" else (finding,)
    return Check("archivo", "El archivo está entero", 1, bad)


def _machinery(transaction: Transaction) -> Iterator[Check]:
    connection = transaction.connection
    if transaction.sqlite:
        lost = connection.rows("PRAGMA foreign_key_check")
        named = _few(f"una fila de {row[0]} sin su {row[2]}" for row in lost)
        yield Check("referencias", "Ninguna fila perdió su referencia", 1, named)
    gone = _few(missing(connection))
    yield Check("protecciones", "Nada registrado se puede cambiar", 1, gone)


def _ask(transaction: Transaction, rule: Rule) -> Check:
    count = transaction.rows(f"SELECT COUNT(*) FROM {rule.asked}")[0][0]
    found = transaction.rows(f"{rule.offenders} LIMIT {_FEW}")
    return Check(rule.name, rule.title, count, _few(str(row[0]) for row in found))


_SIDES_AT: Final = """
    SELECT currency,
           SUM(CASE WHEN side = 'D' AND due >= :at THEN remains ELSE 0 END),
           SUM(CASE WHEN side = 'D' AND due < :at THEN remains ELSE 0 END),
           SUM(CASE WHEN side = 'C' THEN remains ELSE 0 END)
    FROM (
        SELECT d.currency, d.side, d.due, d.total - COALESCE(a.taken, 0) AS remains
        FROM document d
        LEFT JOIN (
            SELECT id, SUM(amount) AS taken FROM (
                SELECT from_id AS id, amount FROM application
                WHERE company_id = :company AND effective <= :at
                UNION ALL
                SELECT to_id, amount FROM application
                WHERE company_id = :company AND effective <= :at) ends
            GROUP BY id) a ON a.id = d.id
        WHERE d.company_id = :company AND d.issued <= :at AND d.side <> 'N') s
    GROUP BY currency HAVING SUM(CASE WHEN remains <> 0 THEN 1 ELSE 0 END) > 0"""


def _check_indicators(transaction: Transaction, at: date) -> Check:
    """Check I5: the four indicators, as the reports make them and as the journal does.

    By the way it checks the rolling back of balances, on which every report stands.
    """
    items = open_items(transaction, at)
    whole = portfolio(items, at)
    shown = {
        currency: tuple(figure.amount for figure in whole.indicators(currency))
        for currency in whole.currencies
    }
    derived = {
        row[0]: tuple(map(int, row[1:])) for row in transaction.rows(_SIDES_AT, at=at)
    }
    wrong = [c for c in shown.keys() | derived.keys() if shown.get(c) != derived.get(c)]
    title = "Por vencer, vencidas y créditos parten los saldos al corte"
    return Check("I5", title, len(items), _few(sorted(wrong)))


# A balance at the end of any day, from the journal alone, must be within its document.
_PAST: Final = " UNION ALL ".join(
    f"""SELECT id FROM (
            SELECT e.{end} AS id, d.total, SUM(e.amount) OVER (
                PARTITION BY e.{end} ORDER BY e.effective) AS settled
            FROM application e
            JOIN document d ON d.company_id = e.company_id AND d.id = e.{end}
            WHERE e.company_id = :company AND e.effective <= :at) s
        WHERE settled NOT BETWEEN 0 AND total"""
    for end in ("from_id", "to_id")
)


def _check_past(transaction: Transaction, at: date) -> Check:
    """Check I6: no balance was below zero, or above its total, on any past day."""
    text = "SELECT COUNT(*) FROM application WHERE company_id = :company"
    found = transaction.rows(f"{_PAST} LIMIT {_FEW}", at=at)
    title = "Ningún saldo se salió de sus límites en ninguna fecha pasada"
    named = _few(f"documento {row[0]}" for row in found)
    return Check("I6", title, transaction.rows(text)[0][0], named)


def _few(offenders: Iterable[str]) -> tuple[str, ...]:
    return tuple(offenders)[:_FEW]
