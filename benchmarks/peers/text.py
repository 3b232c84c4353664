"""The plain-text accounting programs: balances per customer, without ageing.

Every customer has an account for invoices and one for credits; an application moves an
amount from one to the other. That is their own way to keep receivables, and less work
than ours: no due dates take part.
"""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

from benchmarks.measuring import output
from benchmarks.workload import code
from cartera_xl.ledger.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, timedelta
    from pathlib import Path

    from cartera_xl.ledger.posting import Posting

# Per customer code: open invoices, free credits.
Balances = dict[str, tuple[int, int]]
Entry = tuple["date", str, str, str, int]  # day, text, debited, credited, centavos


def entries(posting: Posting) -> list[Entry]:
    """Return the postings in order of their days."""
    found: list[Entry] = []
    for document in posting.documents:
        base = f"Assets:AR:{code(document.customer_id)}"
        pair = (f"{base}:Invoices", "Income:Sales")
        if document.kind is not Kind.INVOICE:
            pair = ("Assets:Bank", f"{base}:Credits")
        found.append((document.issued, document.number, *pair, document.total))
    for application in posting.applications:
        base = f"Assets:AR:{code(application.customer_id)}"
        pair = (f"{base}:Credits", f"{base}:Invoices")
        found.append((application.effective, "application", *pair, application.amount))
    return sorted(found, key=lambda entry: entry[0])


def write_journal(path: Path, posting: Posting) -> Path:
    """Write a journal that both ledger and hledger read."""
    with path.open("w", encoding="utf-8") as file:
        for day, text, debited, credited, cents in entries(posting):
            file.write(
                f"{day} {text}\n  {debited}  {_pesos(cents)} COP\n  {credited}\n\n"
            )
    return path


def write_beancount(path: Path, posting: Posting) -> Path:
    """Write the same for beancount, which wants its accounts opened."""
    found = entries(posting)
    accounts = {name for entry in found for name in entry[2:4]}
    with path.open("w", encoding="utf-8") as file:
        for name in sorted(accounts):
            file.write(f"{found[0][0]} open {name}\n")
        for day, text, debited, credited, cents in found:
            file.write(f'{day} * "{text}"\n  {debited}  {_pesos(cents)} COP\n')
            file.write(f"  {credited}  -{_pesos(cents)} COP\n\n")
    return path


def _pesos(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def ledger_command(journal: Path, at: date, day: timedelta) -> list[str]:
    lines = "%(account),%(amount)\n%/"
    return [
        *("ledger", "-f", str(journal), "--end", str(at + day)),
        *("balance", "^Assets:AR", "--flat", "--no-total", "--format", lines),
    ]


def hledger_command(journal: Path, at: date, day: timedelta) -> list[str]:
    return [
        *("hledger", "-f", str(journal), "-e", str(at + day)),
        *("balance", "^Assets:AR", "--flat", "--no-total", "-O", "csv"),
    ]


def installed(command: list[str]) -> bool:
    return shutil.which(command[0]) is not None


def balances(command: list[str]) -> Balances:
    """Run a program and read its balances."""
    found: dict[str, list[int]] = {}
    for account, amount in _rows(output(command)):
        name, kind = account.split(":")[2:]
        cents = int(amount.removesuffix(" COP").replace(".", "").replace(",", ""))
        sums = found.setdefault(name, [0, 0])
        sums[kind == "Credits"] += abs(cents)
    return {name: (sums[0], sums[1]) for name, sums in found.items() if any(sums)}


def _rows(text: str) -> Iterator[tuple[str, str]]:
    for row in csv.reader(io.StringIO(text)):
        if len(row) == 2 and row[0].startswith("Assets:AR:"):
            yield row[0], row[1]
