"""What documents say, before they are set: rules as tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.ledger.documents import Application, Document, Kind, OpenItem, Use
from cartera_xl.ledger.facts import Tender, Withholding
from cartera_xl.ledger.parameters import Parameters
from cartera_xl.ledger.posting import Customer
from cartera_xl.ledger.statement import View, statement
from cartera_xl.outbox.documents.figures import figures, signed
from cartera_xl.outbox.documents.files import file_name, file_names
from cartera_xl.outbox.documents.paper import letterhead, shown_nit, split_lines
from cartera_xl.outbox.documents.receipt import (
    Received,
    Withheld,
    rate_text,
    receipt_paper,
)
from cartera_xl.outbox.documents.reminder_list import Reminded, reminder_list_paper
from cartera_xl.outbox.documents.statement import Period, statement_paper
from cartera_xl.outbox.documents.support import Supported, support_paper

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN = Parameters.of({"empresa.nombre": "Ensayo S.A.S.", "empresa.nit": "900123456-8"})
ACME = Customer(1, "C1", "Acme", "900111222", "3")
END = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("currency", "minors", "shown"),
    [
        ("COP", [119_000_000, -5_000], ["1.190.000", "-50"]),
        ("COP", [119_000_050, 100], ["1.190.000,50", "1,00"]),
        ("USD", [100_000], ["1.000,00"]),
        ("JPY", [1_500], ["1.500"]),
        ("KWD", [1_500], ["1,500"]),
        ("COP", [0], ["0"]),
    ],
)
def test_the_amounts_of_a_column_have_the_same_decimals(
    currency: str, minors: list[int], shown: list[str]
) -> None:
    written = figures(currency, minors)
    assert [written(minor) for minor in minors] == shown


def test_an_amount_that_stands_alone_names_its_currency() -> None:
    assert signed(119_000_000, "COP") == "$ 1.190.000"
    assert signed(-100, "USD") == "USD -1,00"


@pytest.mark.parametrize(
    ("nit", "shown"),
    [
        ("900123456-8", "900.123.456-8"),
        ("900.123.456", "900.123.456"),
        ("00123", "00123"),
        ("PA 123-X", "PA 123-X"),
    ],
)
def test_a_nit_is_written_with_its_dots(nit: str, shown: str) -> None:
    assert shown_nit(nit) == shown


@pytest.mark.parametrize(
    ("typed", "lines"),
    [("", []), ("a", ["a"]), ("a| b |\n|c", ["a", "b", "c"])],
)
def test_a_bar_or_a_new_line_starts_a_line(typed: str, lines: list[str]) -> None:
    assert split_lines(typed) == lines


def test_a_letterhead_leaves_out_what_is_not_known() -> None:
    assert letterhead(OWN)["lineas"] == ["NIT 900.123.456-8"]
    full = {"empresa.telefono": "601 555", "empresa.correo": "a@b.co"}
    assert letterhead(Parameters.of(full))["lineas"] == ["601 555 · a@b.co"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("Recibo de caja", "RC-1"), "Recibo de caja RC-1.pdf"),
        (("Factura", "../../etc/passwd"), "Factura ..-..-etc-passwd.pdf"),
        (("Factura", "A:B*C?\n\t\0\u202e"), "Factura A-B-C-.pdf"),
        (("", ". .."), "documento.pdf"),
        (("con",), "_con.pdf"),
        (("NUL.x",), "_NUL.x.pdf"),
        (("LPT1",), "_LPT1.pdf"),
        (("Compañía",), "Compañía.pdf"),
    ],
)
def test_a_file_is_called_so_that_every_system_takes_it(
    words: tuple[str, ...], name: str
) -> None:
    assert file_name(*words) == name


@given(st.lists(st.text(max_size=300), max_size=5))
def test_names_are_short_apart_and_of_one_folder(texts: list[str]) -> None:
    names = file_names((text,) for text in [*texts, *texts])
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name.encode()) <= 255
        assert not set(name) & set('<>:"/\\|?*\0')
        assert name.strip(" .") == name


@pytest.mark.parametrize(
    ("rate", "shown"),
    [(25_000, "2,5 %"), (9_660, "9,66 ‰"), (150_000, "15 %"), (10_000, "1 %")],
)
def test_a_rate_is_written_as_it_is_spoken_of(rate: int, shown: str) -> None:
    assert rate_text(rate) == shown


def invoice(number: int, due: date, total: int) -> Document:
    issued = due - timedelta(days=30)
    kind = Kind.INVOICE if total > 0 else Kind.CREDIT_NOTE
    return Document(
        number, kind, f"D-{number}", 1, 1, "COP", issued, due, abs(total), "x"
    )


def printed(
    documents: Iterable[Document],
    own: Parameters = OWN,
    view: View = View.OPEN_ITEMS,
    remarks: Any = None,
) -> dict[str, Any]:
    since = END.replace(day=1)
    part = statement(documents, [], "COP", since, END, view)
    period = Period(since, END, view)
    data = statement_paper(own, ACME, [part], period, remarks).data
    return {**data, **(data["secciones"][0] if data["secciones"] else {})}


def test_ranges_stand_oldest_first_and_credits_last() -> None:
    days = (400, 100, 10, 0, -10)
    made = [invoice(n, END - timedelta(days=d), 100) for n, d in enumerate(days, 1)]
    data = printed([*made, invoice(9, END, -300)])
    assert [(g["titulo"], g["subtotal"]) for g in data["grupos"]] == [
        ("Vencidas hace más de 360 días", "1"),
        ("Vencidas hace 91–180 días", "1"),
        ("Vencidas hace 1–30 días", "1"),
        ("Por vencer", "2"),
        ("Créditos a favor", "-3"),
    ]
    assert [c["valor"] for c in data["cuadros"]] == ["$ 2", "$ 3", "$ 3", "$ 2"]
    assert [r["valor"] for r in data["edades"]] == ["2", "1", "0", "0", "1", "0", "1"]


def test_ages_counted_from_issue_say_so_and_lateness_is_still_by_due_date() -> None:
    by_issue = Parameters.of({"edades.base": "emision"})
    data = printed([invoice(1, END + timedelta(days=20), 100)], by_issue)
    [group] = data["grupos"]
    assert group["titulo"] == "1–30 días desde la emisión"
    [row] = group["filas"]
    assert (row["mora"], row["vencida"]) == ("", False)
    assert data["cuadros"][1]["valor"] == "$ 0"


money = st.integers(-(10**12), 10**12).filter(bool)


@given(st.lists(st.tuples(money, st.integers(-500, 500)), max_size=30))
def test_rows_make_groups_and_groups_make_the_total(
    drawn: list[tuple[int, int]],
) -> None:
    made = [
        invoice(n, END - timedelta(days=late), total)
        for n, (total, late) in enumerate(drawn, 1)
        if END - timedelta(days=late) - timedelta(days=30) <= END
    ]
    data = printed(made)
    rows = [row for group in data.get("grupos", []) for row in group["filas"]]
    assert len(rows) == len(made)
    if not made:
        assert data["vacio"] == "No hay partidas abiertas a esta fecha."
        return
    for group in data["grupos"]:
        own = sum(read(row["saldo"]) for row in group["filas"])
        assert own == read(group["subtotal"])
    assert sum(read(g["subtotal"]) for g in data["grupos"]) == read(
        data["cierre"]["valor"]
    )
    debits = sum(d.total for d in made if d.kind is Kind.INVOICE)
    assert sum(read(r["valor"]) for r in data["edades"]) == debits


def read(text: str) -> int:
    """Return an amount of pesos in centavos."""
    whole, _, cents = text.replace(".", "").partition(",")
    sign = -1 if whole.startswith("-") else 1
    return int(whole) * 100 + sign * int(cents or 0)


def test_what_is_known_of_a_document_stands_beside_it() -> None:
    known = {"D-1": ["Promesa: 5/04/2026"], "": ["Paga los viernes"]}
    data = printed([invoice(1, END, 100)], remarks=known)
    assert data["grupos"][0]["filas"][0]["notas"] == ["Promesa: 5/04/2026"]
    assert data["notas"] == ["Paga los viernes"]


def test_a_period_without_movements_and_balance_says_so() -> None:
    data = printed([], view=View.MOVEMENTS)
    assert data["secciones"] == []
    assert data["vacio"] == "No hay movimientos ni saldo en este periodo."


def item(kind: Kind, total: int, balance: int, **more: Any) -> OpenItem:
    day = date(2026, 3, 1)
    return OpenItem(7, kind, "X-7", 1, 1, "COP", day, day, total, balance, 1, **more)


def test_a_receipt_accounts_for_all_its_money() -> None:
    paid = Application(1, Use.PAYMENT, 7, 8, 1, "COP", 6_000, date(2026, 3, 5))
    kept = Application(2, Use.DEDUCTION, None, 8, 1, "COP", 500, date(2026, 3, 1))
    target = item(Kind.INVOICE, 9_000, 0)._replace(id=8, number="F-8")
    received = Received(
        item(Kind.RECEIPT, 10_000, 3_000),
        ACME,
        [Tender(1, 7, None, "PSE", "", "", 10_000)],
        [paid],
        [Withheld(kept, Withholding(1, 2, 7, None, None, ""))],
        {8: target},
        refunded=1_000,
    )
    data = receipt_paper(OWN, received).data
    assert [(r["titulo"], r["valor"]) for r in data["resumen"]] == [
        ("Dinero recibido", "$ 100"),
        ("Aplicado a documentos", "$ 60"),
        ("Devuelto al cliente", "$ 10"),
        ("A favor del cliente", "$ 30"),
    ]
    [row] = data["facturas"]
    assert (row["dinero"], row["retenido"], row["abono"]) == ("60", "5", "65")
    assert row["notas"] == ["Aplicado el 05/03/2026"]
    [withheld] = data["retenciones"]
    assert (withheld["base"], withheld["tarifa"]) == ("", "")
    assert data["letras"] == "cien pesos m/cte"


@pytest.mark.parametrize(
    ("kind", "balance", "at", "said"),
    [
        (Kind.INVOICE, 100, date(2026, 3, 11), ("Saldo", "rojo", "10 días de mora")),
        (Kind.INVOICE, 100, date(2026, 3, 2), ("Saldo", "rojo", "1 día de mora")),
        (Kind.INVOICE, 100, date(2026, 3, 1), ("Saldo", "azul", "Por vencer")),
        (Kind.INVOICE, 0, date(2026, 9, 9), ("Saldo", "verde", "Pagada")),
        (Kind.CREDIT_NOTE, 100, END, ("Disponible a favor", "verde", "")),
        (Kind.QUOTE, 0, date(2026, 3, 2), ("Valor", "azul", "Vencida")),
        (Kind.QUOTE, 0, date(2026, 2, 26), ("Valor", "azul", "Por vencer")),
    ],
)
def test_the_first_figure_of_a_document_is_what_its_reader_looks_for(
    kind: Kind, balance: int, at: date, said: tuple[str, str, str]
) -> None:
    known = Supported(item(kind, 100, balance), ACME, at, [])
    first = support_paper(OWN, known).data["saldo"]
    assert (first["titulo"], first["tono"], first["nota"]) == said


def test_only_what_is_still_owed_says_how_to_pay() -> None:
    for kind, balance, pays in (
        (Kind.INVOICE, 1, True),
        (Kind.INVOICE, 0, False),
        (Kind.CREDIT_NOTE, 1, False),
        (Kind.QUOTE, 0, False),
    ):
        known = Supported(item(kind, 100, balance), ACME, END, [])
        assert support_paper(OWN, known).data["se-paga"] is pays


def test_the_list_of_reminders_tells_who_is_not_written_to_and_why() -> None:
    rows = [
        Reminded("Acme", "a@acme.co", "1–30 días", 2, {"COP": 5_000, "USD": 100}),
        Reminded("Beta", "", "1–30 días", 1, {"COP": 900}, "sin canal autorizado"),
        Reminded("Gama", "g@gama.co", "> 90 días", 3, {"COP": 5_000}),
    ]
    data = reminder_list_paper(OWN, END, rows).data
    assert [(c["titulo"], c["valor"]) for c in data["cuadros"]] == [
        ("Mensajes", "2"),
        ("Saldo COP", "$ 100"),
        ("Saldo USD", "USD 1,00"),
        ("Sin mensaje", "1"),
    ]
    going, staying = data["grupos"]
    assert going["titulo"] == "Se les escribe · 2 clientes"
    assert going["filas"][0]["saldos"] == ["$ 50", "USD 1,00"]
    assert staying["filas"][0]["nota"] == "sin canal autorizado"
