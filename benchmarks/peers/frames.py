"""pandas reading the ledger's own file: a cold script, as an analyst would run it.

Usage: python frames.py LEDGER AT. Prints the indicators and the ageing as JSON. Whole
columns are read as integers and text, dates become numbers once, and every sum is a
vectorised group-by.
"""

import json
import sqlite3
import sys
from pathlib import Path

import pandas as pd

LIMITS = [30, 60, 90, 180, 360]
PLACES = 3 + len(LIMITS) + 2
DOCUMENTS = """
    SELECT id, customer_id, side, due, open + free AS balance
    FROM document WHERE issued <= :at"""
LATER = """
    SELECT from_id AS id, amount FROM application
    WHERE effective > :at AND from_id IS NOT NULL
    UNION ALL
    SELECT to_id, amount FROM application
    WHERE effective > :at AND to_id IS NOT NULL"""


def figures(path: Path, at: str) -> pd.DataFrame:
    """Return not due, overdue, credit and the ranges by customer."""
    with sqlite3.connect(path) as connection:
        items = pd.read_sql_query(DOCUMENTS, connection, params={"at": at})
        later = pd.read_sql_query(LATER, connection, params={"at": at})
    taken = later.groupby("id")["amount"].sum()
    items["balance"] += items["id"].map(taken).fillna(0).astype("int64")
    items = items[items["balance"] > 0]
    late = (pd.Timestamp(at) - pd.to_datetime(items["due"], format="ISO8601")).dt.days
    debit = items["side"] == "D"
    aged = pd.cut(late, [-(10**6), 0, *LIMITS, 10**6], labels=False).where(debit)
    column = (late > 0).astype("int64").where(debit, 2)
    sums = pd.concat([_by(items, column), _by(items, aged + 3)], axis=1)
    places = pd.MultiIndex.from_product([["sum", "size"], range(PLACES)])
    sums = sums.reindex(columns=places).fillna(0).astype("int64")
    return sums.swaplevel(axis=1).sort_index(axis=1, ascending=[True, False])


def _by(items: pd.DataFrame, place: pd.Series) -> pd.DataFrame:
    """Return amounts and counts by customer, a column for every place."""
    groups = items.groupby([items["customer_id"], place.rename("place")])["balance"]
    return pd.DataFrame(groups.agg(["sum", "size"]).unstack())


if __name__ == "__main__":
    found = figures(Path(sys.argv[1]), sys.argv[2])
    json.dump({"sums": [int(v) for v in found.sum()]}, sys.stdout)
