"""Stating again what is known of a settlement, where that is posted again.

What stands behind a settlement (the base of a withholding, its certificate, who
approved a write-off) names it by its id; posted again it has another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.ledger.facts import Certificate, Tender, Withholding, WriteOff

if TYPE_CHECKING:
    from cartera_xl.ledger.books import Books
    from cartera_xl.ledger.facts import Fact

_SUBJECTS = (Withholding, Certificate, WriteOff, Tender)


def restate(before: int, after: int, books: Books) -> None:
    """State of one application what is known last of another, each kind once."""
    for fact in last_known(books.known.of_application(before)):
        if isinstance(fact, _SUBJECTS):
            books.state(fact._replace(application_id=after))


def last_known(facts: list[Fact]) -> list[Fact]:
    """Return the newest fact of each kind: it takes the place of those before."""
    return list({type(fact): fact for fact in facts}.values())


def withholding_of(application_id: int, books: Books) -> list[Withholding]:
    """Return what is known last of where a settlement came from; empty: nothing."""
    known = last_known(books.known.of_application(application_id))
    return [fact for fact in known if isinstance(fact, Withholding)]


def state_the_one_before(fact: Certificate | Withholding, books: Books) -> None:
    """State again what a fact took the place of; a later one stays in place."""
    own = [
        known
        for known in books.known.of_application(fact.application_id)
        if isinstance(known, type(fact))
    ]
    if not own or own[-1].id != fact.id:
        return
    if len(own) > 1:
        books.state(own[-2])
    elif isinstance(fact, Certificate):
        books.state(Certificate(0, fact.application_id, "", None))
