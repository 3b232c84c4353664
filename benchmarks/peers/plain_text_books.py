"""beancount as a script: load the file, add up the receivables up to a day.

Usage: python plain_text_books.py FILE AT. Prints `account,amount` lines. The cache of
parsed files is off: every figure here is of a first reading.
"""

import os
import sys
from collections import defaultdict
from datetime import date
from decimal import Decimal

os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"

from beancount import loader
from beancount.core.data import Transaction

at = date.fromisoformat(sys.argv[2])
entries, errors, _ = loader.load_file(sys.argv[1])
if errors:
    raise SystemExit(str(errors[0]))
sums: dict[str, Decimal] = defaultdict(Decimal)
for entry in entries:
    if isinstance(entry, Transaction) and entry.date <= at:
        for posting in entry.postings:
            if posting.units and posting.account.startswith("Assets:AR:"):
                sums[posting.account] += posting.units.number or 0
for account, amount in sorted(sums.items()):
    if amount:
        print(f"{account},{amount} COP")
