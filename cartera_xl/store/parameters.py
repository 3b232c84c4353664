"""What the company has chosen, as it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cartera_xl.store.transaction import Transaction

_PARAMETERS: Final = """
    SELECT key, value FROM parameter WHERE company_id = :company ORDER BY key"""


def parameters(transaction: Transaction) -> dict[str, str]:
    """Return the parameters that were set."""
    return {row[0]: row[1] for row in transaction.rows(_PARAMETERS)}
