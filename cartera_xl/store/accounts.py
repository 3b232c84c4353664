"""A customer's account: every document and application that it ever had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cartera_xl.store import queries, rows
from cartera_xl.store.statement import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.ledger.documents import Application, Document
    from cartera_xl.store.transaction import Transaction

_DOCUMENTS: Final = """
    SELECT d.id, d.kind, d.number, d.instalment, d.customer_id, d.currency, d.issued,
           d.due, d.total, d.concept, d.reference, d.edition
    FROM document d
    WHERE d.company_id = :company AND d.customer_id IN :id_list"""


def account(
    transaction: Transaction, customer_ids: Iterable[int]
) -> tuple[list[Document], list[Application]]:
    """Return all documents and applications on some records of customers."""
    documents = [
        document
        for chunk in chunks(sorted(customer_ids))
        for document in rows.documents(transaction.rows(_DOCUMENTS, id_list=chunk))
    ]
    ids = [document.id for document in documents]
    return documents, list(queries.position(transaction, ids).applications)
