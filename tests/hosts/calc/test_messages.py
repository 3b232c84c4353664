"""What an app says to a person, and what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.hosts.calc.faults import AlertUnansweredError, MacroMissingError

if TYPE_CHECKING:
    import xlwings as xw

    from tests.calc_office import Calc

pytestmark = pytest.mark.calc

BASIC = """
Function Doble(x)
  Doble = x * 2
End Function
Function Saludo(nombre)
  Saludo = "Hola, " & nombre
End Function
Sub Escribe(texto)
  ThisComponent.Sheets.getByIndex(0).getCellByPosition(0, 0).String = texto
End Sub
"""


def put_macros(book: xw.Book, source: str = BASIC, name: str = "Modulo") -> None:
    libraries = book.api.BasicLibraries
    if not libraries.hasByName("Standard"):
        libraries.createLibrary("Standard")
    libraries.getByName("Standard").insertByName(name, source)


def test_questions_are_answered_in_turn_and_kept(calc: Calc) -> None:
    calc.answers("yes", "cancel", "no")
    app = calc.app
    given = [
        app.alert("¿Registrar 3 pagos?", "Cartera", buttons="yes_no"),
        app.alert("¿Seguir?", buttons="ok_cancel"),
        app.alert("Listo.", "Cartera"),
        app.alert("¿Y?", buttons="yes_no_cancel", mode="critical"),
    ]
    assert given == ["yes", "cancel", "ok", "no"]
    assert calc.prompts == ["¿Registrar 3 pagos?", "¿Seguir?", "Listo.", "¿Y?"]
    last = app.impl.alerts.shown[-1]
    assert (last.title, last.mode, last.answer) == ("", "critical", "no")


def test_a_question_that_nobody_answers_is_no_yes(calc: Calc) -> None:
    with pytest.raises(AlertUnansweredError, match="¿Registrar"):
        calc.app.alert("¿Registrar?", buttons="yes_no")
    assert calc.prompts == []


def test_an_answer_must_be_one_of_the_buttons(calc: Calc) -> None:
    calc.answers("yes")
    with pytest.raises(ValueError, match="'yes' is none of"):
        calc.app.alert("¿Seguir?", buttons="ok_cancel")


def test_the_status_bar_says_what_it_is_told_until_it_is_given_back(
    calc: Calc,
) -> None:
    calc.new()
    app = calc.app
    assert app.status_bar is False
    app.status_bar = "Leyendo…"
    app.status_bar = "Escribiendo…"
    assert app.status_bar == "Escribiendo…"
    app.status_bar = False
    assert app.status_bar is False
    assert calc.said == ["Leyendo…", "Escribiendo…"]


def test_the_status_bar_goes_with_its_workbook(calc: Calc) -> None:
    book = calc.new()
    calc.app.status_bar = "uno"
    book.close()
    calc.app.status_bar = "dos"
    calc.new()
    calc.app.status_bar = "tres"
    calc.app.status_bar = False
    assert calc.said == ["uno", "dos", "tres"]


def test_drawing_is_held_back_and_let_go(calc: Calc) -> None:
    one, two = calc.new(), calc.new()
    app = calc.app
    with app.properties(screen_updating=False):
        assert one.api.hasControllersLocked()
        assert two.api.isActionLocked()
        two.close()
        one.sheets[0]["A1"].value = 1
    assert not one.api.hasControllersLocked()
    assert not one.api.isActionLocked()
    assert app.screen_updating


def test_formulas_wait_while_calculation_is_manual(calc: Calc) -> None:
    sheet = calc.new().sheets[0]
    sheet["A1"].value = [1, "=A1*2"]
    app = calc.app
    with app.properties(calculation="manual"):
        assert app.calculation == "manual"
        sheet["A1"].value = 5
        app.calculate()
        assert sheet["B1"].value == 10
    assert app.calculation == "automatic"


def test_alerts_of_the_program_are_remembered_as_set(calc: Calc) -> None:
    with calc.app.properties(display_alerts=False):
        assert calc.app.display_alerts is False
    assert calc.app.display_alerts is True


def test_macros_run_by_their_name_with_and_without_module_and_workbook(
    calc: Calc,
) -> None:
    book = calc.new()
    put_macros(book)
    assert book.macro("Doble")(21) == 42
    assert calc.app.macro("Modulo.Doble")(2.5) == 5
    assert book.macro("Saludo")("Ñoño") == "Hola, Ñoño"
    book.macro("Escribe")("=1+1")
    assert book.sheets[0]["A1"].value == "=1+1"


def test_a_macro_of_a_workbook_is_not_another_s(calc: Calc) -> None:
    one, two = calc.new(), calc.new()
    put_macros(one)
    assert one.macro("Doble")(1) == 2
    with pytest.raises(MacroMissingError, match="Doble"):
        two.macro("Doble")(1)


def test_an_app_knows_itself(calc: Calc) -> None:
    app = calc.app
    assert (app.visible, app.version.major, app.engine.name) == (False, 16, "calc")
    assert app.pid in app.engine.apps.keys()  # noqa: SIM118  (theirs is a list)
    assert app.engine.apps[app.pid] == app
    assert app.path.endswith("program")
