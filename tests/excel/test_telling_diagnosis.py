"""What the button Diagnóstico shows, and what it leaves in a file; no office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.excel.telling_diagnosis import diagnosed
from cartera_xl.install.diagnosis import Diagnosis, as_text
from cartera_xl.install.rules import PROGRAM, Fault, Line
from tests.install.profiles import MOMENT

if TYPE_CHECKING:
    from pathlib import Path

SOUND = tuple(Line(PROGRAM, f"Dato {number}", "está") for number in range(30))
BROKEN = (
    Line(PROGRAM, "pandas", "no está", Fault("falta-paquete", "instálelo")),
    Line(PROGRAM, "Excel", "cerrado", Fault("sin-excel", "ábralo en Núñez")),
)


def test_the_faults_and_their_remedies_are_shown_before_all_that_is_well(
    tmp_path: Path,
) -> None:
    found = Diagnosis(MOMENT, SOUND + BROKEN)
    folder = tmp_path / "todavía" / "no está"
    path = folder / "diagnostico.txt"
    assert diagnosed(found, folder).splitlines() == [
        f"!2 fallas; el informe completo está en «{path}».",
        "1. pandas: instálelo. [falta-paquete]",
        "2. Excel: ábralo en Núñez. [sin-excel]",
    ]
    assert path.read_text("utf-8") == f"{as_text(found)}\n"
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_a_sound_installation_is_said_and_its_report_takes_the_old_one_s_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "diagnostico.txt"
    path.write_text("de ayer")
    said = diagnosed(Diagnosis(MOMENT, SOUND), tmp_path)
    assert said == f"Sin fallas; el informe completo está en «{path}»."
    assert "No se encontró ninguna falla." in path.read_text("utf-8")


def test_the_file_is_named_though_the_message_is_full(tmp_path: Path) -> None:
    long = Line(PROGRAM, "Excel", "mal", Fault("largo", "haga esto " * 20))
    said = diagnosed(Diagnosis(MOMENT, (long,) * 9), tmp_path)
    assert len(said) <= 901
    assert f"«{tmp_path / 'diagnostico.txt'}»" in said


def test_a_report_that_cannot_be_kept_does_not_hide_the_faults(tmp_path: Path) -> None:
    taken = tmp_path / "un archivo"
    taken.touch()
    said = diagnosed(Diagnosis(MOMENT, BROKEN), taken)
    assert said.startswith("!2 fallas; el informe completo no se pudo guardar")
    assert "«cartera diagnostico»" in said
    assert "instálelo" in said
