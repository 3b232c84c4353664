from __future__ import annotations

from cartera_xl.ledger.documents import Use
from cartera_xl.ledger.facts import Rate
from cartera_xl.ledger.verbs.rates import SetRate
from tests.ledger.memory import on
from tests.ledger.verbs.cartera import TODAY, Cartera, posted, refused


def test_a_rate_is_on_record_from_its_day_also_one_to_come() -> None:
    books = Cartera()
    asked = SetRate(
        1, Use.ICA_WITHHELD, "servicios", "Bogotá", on(TODAY + 9), 9_660, 100_000_00
    )
    assert posted(books.post(asked))
    assert books.known(Rate)[0][1:] == (
        "reteica",
        "servicios",
        "Bogotá",
        on(TODAY + 9),
        9_660,
        100_000_00,
    )


def test_a_rate_is_ended_by_another_not_undone() -> None:
    books = Cartera()
    books.post(SetRate(1, Use.VAT_WITHHELD, "general", "", on(0), 150_000))
    assert refused(books.undo())[0] == "not_undoable"
