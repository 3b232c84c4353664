from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from cartera_xl.tabs.ribbon import BUTTONS, Needs
from cartera_xl.workbook.vba.callbacks import callback

if TYPE_CHECKING:
    from cartera_xl.tabs.ribbon import Button
    from tests.workbook.vba.open_book import OpenBook

pytestmark = pytest.mark.calc

WHERE = "cartera_xl.excel.ribbon"
ASKED = {
    Needs.NOTHING: None,
    Needs.FILE: "AskFile",
    Needs.DATE: "AskDate",
    Needs.REASON: "AskReason",
}
COMMAND = "python -m cartera_xl diagnostico"
GONE = "raise:462:El servidor remoto no existe"
CALL_FAILED = -2147023170
UNSURE = (1001, -2147352567)  # whether Python had done something
NOTHING_HALF = "Nada queda a medias"
STAYS = "Lo que alcanzó a registrarse queda: oprima Actualizar para verlo"
FOLDERS = "Could not load xlwings64-0.37.8.dll from either of the following folders: C:"


def started(book: OpenBook) -> list[tuple[object, ...]]:
    """Return what was called, without the workbook."""
    return [call[:3] for call in book.outside.asked("CallUDF")]


@pytest.mark.parametrize("button", BUTTONS, ids=lambda b: b.id)
def test_a_button_starts_its_action_with_what_it_needs(
    book: OpenBook, button: Button
) -> None:
    question = ASKED[button.needs]
    if question:
        book.outside.answer(question, "lo pedido")
    book.outside.answer("CallUDF", "Listo.")
    book.press(callback(button))
    argument = "lo pedido" if question else ""
    assert started(book) == [
        (WHERE, "start", (button.action, argument, "Cartera.xlsm"))
    ]
    assert book.outside.asked("Tell") == [("Listo.",)]


@pytest.mark.parametrize(
    "button", [b for b in BUTTONS if ASKED[b.needs]], ids=lambda b: b.id
)
def test_who_answers_no_question_starts_nothing(book: OpenBook, button: Button) -> None:
    book.press(callback(button))
    assert book.outside.asked("CallUDF") == []
    assert book.outside.asked("Tell") == []


def test_a_long_action_is_asked_to_go_on_and_shows_how_far_it_is(
    book: OpenBook,
) -> None:
    book.outside.answer("CallUDF", "~Leyendo", "~Escribiendo 50 %", "")
    book.run("CarteraActions.RunAction", "refresh", "")
    assert started(book) == [
        (WHERE, "start", ("refresh", "", "Cartera.xlsm")),
        (WHERE, "go_on", ()),
        (WHERE, "go_on", ()),
    ]
    progress = [text for (text,) in book.outside.asked("ShowProgress")]
    assert progress == ["Leyendo", "Escribiendo 50 %"]
    assert book.outside.asked("Tell") == [("",)]


def test_the_server_is_kept_from_one_action_to_the_next(book: OpenBook) -> None:
    for _ in range(3):
        book.run("CarteraActions.RunAction", "verify", "")
    assert len(book.outside.asked("HostServer")) == 1


@pytest.mark.parametrize("number", [462, -2147023174, -2147417848])
def test_a_server_that_is_gone_is_replaced_once(book: OpenBook, number: int) -> None:
    book.outside.answer("CallUDF", f"raise:{number}:ido", "Hecho.")
    book.run("CarteraActions.RunAction", "verify", "")
    assert len(book.outside.asked("HostServer")) == 2
    assert started(book) == [(WHERE, "start", ("verify", "", "Cartera.xlsm"))] * 2
    assert book.outside.asked("Tell") == [("Hecho.",)]


def test_a_server_that_is_gone_twice_is_one_sentence(book: OpenBook) -> None:
    book.outside.answer("CallUDF", GONE)
    book.run("CarteraActions.RunAction", "verify", "")
    assert len(book.outside.asked("CallUDF")) == 2
    [(said,)] = book.outside.asked("Tell")
    assert said.startswith(
        "!No se pudo completar con Python (Python se cerró; error 462)"
    )
    assert NOTHING_HALF in said
    assert COMMAND in said


def test_what_was_under_way_is_not_started_again(book: OpenBook) -> None:
    book.outside.answer("CallUDF", "~Registrando", GONE)
    book.run("CarteraActions.RunAction", "register", "")
    assert [name for _, name, _ in started(book)] == ["start", "go_on"]
    [(said,)] = book.outside.asked("Tell")
    assert said.startswith("!")
    assert STAYS in said
    assert NOTHING_HALF not in said


def test_a_start_that_may_have_been_carried_out_is_not_made_again(
    book: OpenBook,
) -> None:
    book.outside.answer("CallUDF", f"raise:{CALL_FAILED}:RPC failed", "Hecho.")
    book.run("CarteraActions.RunAction", "undo", "")
    assert len(book.outside.asked("CallUDF")) == 1
    [(said,)] = book.outside.asked("Tell")
    assert STAYS in said
    assert NOTHING_HALF not in said
    book.run("CarteraActions.RunAction", "verify", "")
    assert len(book.outside.asked("HostServer")) == 2
    assert book.outside.asked("Tell")[-1] == ("Hecho.",)


def test_what_an_earlier_action_did_is_not_said_of_the_next(book: OpenBook) -> None:
    book.outside.answer("CallUDF", "~Registrando", "Listo.", GONE)
    book.run("CarteraActions.RunAction", "register", "")
    book.run("CarteraActions.RunAction", "register", "")
    [_, (said,)] = book.outside.asked("Tell")
    assert NOTHING_HALF in said


@pytest.mark.parametrize(
    ("number", "description", "reason"),
    [
        (1, FOLDERS, "(no se encontró la biblioteca de xlwings"),
        (53, "File not found: xlwings64.dll", "la biblioteca de xlwings"),
        (1000, "Could not create Python process.", "Python no arrancó"),
        (1000, "Traceback (most recent call last):\n  File x", "Python no arrancó"),
        (1001, "Something else", "xlwings no entendió lo que se le dio"),
        (1004, "Cannot run the macro 'x'", "no encontró el complemento de xlwings"),
        (-2147352567, "Unexpected Python Error", "hubo un fallo que no se esperaba"),
    ],
)
def test_a_fault_is_told_in_spanish_by_its_number_alone(
    book: OpenBook, number: int, description: str, reason: str
) -> None:
    book.outside.answer("HostServer", f"raise:{number}:{description}")
    book.run("CarteraActions.RunAction", "refresh", "")
    [(said,)] = book.outside.asked("Tell")
    assert said.startswith("!No se pudo completar con Python (")
    ending = STAYS if number in UNSURE else NOTHING_HALF
    assert f"{reason}; error {number}). {ending}." in said
    assert COMMAND in said
    assert description[:12] not in said
    assert "\n" not in said


def test_after_a_fault_the_next_action_runs(book: OpenBook) -> None:
    book.outside.answer("HostServer", "raise:1004:no hay", None)
    book.outside.answer("CallUDF", "Listo.")
    book.run("CarteraActions.RunAction", "refresh", "")
    book.run("CarteraActions.RunAction", "refresh", "")
    assert book.outside.asked("Tell")[-1] == ("Listo.",)


def test_opening_asks_only_what_python_wants_to_ask(book: OpenBook) -> None:
    book.outside.answer("CallUDF", "")
    book.run("CarteraOpening.AfterOpening")
    assert started(book) == [(WHERE, "opened", ("Cartera.xlsm",))]
    assert book.outside.asked("Agrees") == []


@pytest.mark.parametrize(("reply", "actions"), [("yes", 1), ("no", 0)])
def test_opening_offers_to_advance_the_cut_off_date(
    book: OpenBook, reply: str, actions: int
) -> None:
    book.outside.answer("CallUDF", "¿Avanzar el corte?", "Listo.")
    book.outside.answer("Agrees", reply)
    book.run("CarteraOpening.AfterOpening")
    assert book.outside.asked("Agrees") == [("¿Avanzar el corte?",)]
    today = (WHERE, "start", ("refresh_today", "", "Cartera.xlsm"))
    assert started(book)[1:] == [today] * actions


@pytest.mark.parametrize("fault", ["raise:1004:no hay complemento", GONE])
def test_opening_without_python_says_nothing(book: OpenBook, fault: str) -> None:
    book.outside.answer("HostServer", fault)
    book.run("CarteraOpening.OpenWorkbook")
    book.run("CarteraOpening.AfterOpening")
    for name in ("Tell", "Agrees"):
        assert book.outside.asked(name) == []


@pytest.mark.parametrize(
    "text",
    ["Registrar", "C:\\José\\it's.xlsx", "a|b", '"x"', "línea\n2", "–€", "x" * 300],
)
def test_a_text_reaches_python_on_macos_as_it_is(book: OpenBook, text: str) -> None:
    written = book.run("CarteraBridge.PythonText", text)
    assert not set(written) & set("'\"|`$\n")
    assert ast.literal_eval(f"'{written}'") == text


def test_buttons_follow_the_state_of_the_workbook(book: OpenBook) -> None:
    states = ("always", "writable", "linked")
    enabled = [book.run("CarteraState.IsEnabled", state) for state in states]
    assert enabled == [True, True, False]
    book.named("datos_libro").String = "un libro"
    assert book.run("CarteraState.IsEnabled", "linked") is True
    book.named("datos_libro").String = ""
