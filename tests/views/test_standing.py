"""What was added up is found again, customer by customer."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.aging import Ranges
from cartera_xl.ledger.indicators import Figure, Indicators
from cartera_xl.ledger.portfolio import portfolio_of
from cartera_xl.views.standing import Arrears, Standing

AT = date(2026, 3, 31)
RANGES = Ranges((30, 60))
dues = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(["COP", "USD"]),
        st.integers(-70, 70).map(lambda days: AT - timedelta(days)),
        st.integers(1, 10**12),
    )
)
anyone = st.sampled_from([None, 1, 2, 3, 9])


@given(dues, anyone, st.sampled_from(["COP", "USD", "EUR"]))
def test_every_answer_is_the_plain_sum(
    rows: list[tuple[int, str, date, int]], who: int | None, currency: str
) -> None:
    own = [r for r in rows if who in (None, r[0]) and r[1] == currency]
    standing = Standing(portfolio_of(rows, AT, RANGES, lambda due: (due, due)))
    overdue = [r[3] for r in own if r[2] < AT]
    figures = standing.indicators(who, currency)
    assert figures.overdue == Figure(sum(overdue), len(overdue))
    assert figures.net == sum(r[3] for r in own)
    ageing = standing.ageing(who, currency)
    assert [label for label, _ in ageing] == list(RANGES.labels)
    assert sum(figure.amount for _, figure in ageing) == figures.net
    arrears = Arrears(rows, AT)
    for days in range(72):
        later = sum(r[3] for r in own if (AT - r[2]).days > days)
        assert arrears.beyond(days, who, currency) == later


def test_of_nothing_everything_is_zero() -> None:
    nothing = Standing(portfolio_of([], AT, RANGES, lambda _: None))
    assert nothing.indicators(None, "COP") == Indicators()
    assert [f for _, f in nothing.ageing(1, "COP")] == [Figure()] * 4
    assert Arrears([], AT).beyond(0, None, "COP") == 0
    assert (len(nothing), len(Arrears([], AT))) == (0, 0)
