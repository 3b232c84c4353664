"""Parts of the engine that need no LibreOffice."""

from __future__ import annotations

import os
import socket
import subprocess
from queue import Queue
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from cartera_xl.hosts.calc import colours
from cartera_xl.hosts.calc.addresses import Area, corners, runs
from cartera_xl.hosts.calc.formats import as_excel
from cartera_xl.hosts.calc.leftovers import (
    drop_stale_lock,
    remember_process,
    sweep_profiles,
)
from cartera_xl.hosts.calc.macros import split_macro
from cartera_xl.hosts.calc.profile import prepare_profile
from cartera_xl.hosts.calc.values import encode
from cartera_xl.hosts.calc.walking import steps_to_end
from cartera_xl.hosts.calc.watchdog import Watchdog

if TYPE_CHECKING:
    from pathlib import Path

VALUE = "{http://openoffice.org/2001/registry}"


def test_a_block_holds_floats_and_texts_and_nothing_else() -> None:
    block = encode([[None, True, 2**80, "ñ", 1.5, ""], ["=x", 3, None, "'a", 0, -0.0]])
    kinds = {type(cell) for row in block.rows for cell in row}
    assert kinds == {float, str}
    assert block.rows[0][:3] == ("", 1.0, 2.0**80)
    assert dict(block.bools) == {1: [0]}
    assert dict(block.signs) == {0: [1]}


@pytest.mark.parametrize(
    ("filled", "steps"),
    [
        ([True], None),
        ([True, True, False, True], 1),
        ([True, False, False, True], 3),
        ([False, False, True], 2),
        ([True, False], None),
        ([True, True, True], 2),
        ([False, True, True], 1),
    ],
)
def test_steps_go_to_the_end_of_what_is_full_or_empty(
    filled: list[bool], steps: int | None
) -> None:
    assert steps_to_end(filled) == steps


def test_runs_are_what_follows_one_another() -> None:
    assert list(runs([1, 2, 3, 7, 9, 10])) == [(1, 3), (7, 7), (9, 10)]
    assert list(runs([])) == []


def test_addresses_are_told_from_names() -> None:
    assert corners("$B$2:C3") == ((2, 2), (3, 3))
    assert corners("a1") == ((1, 1), (1, 1))
    assert [corners(name) for name in ("Corte", "tblX", "ir_Resumen", "a.b")] == [
        None
    ] * 4
    assert Area(1, 1, 2, 2).holds(2, 2)
    assert not Area(1, 1, 2, 2).holds(3, 2)


@pytest.mark.parametrize(
    ("code", "is_date", "excel"),
    [
        ("DD/MM/YYYY", True, "dd/mm/yyyy"),
        ('D" DE "MMMM', True, 'd" DE "mmmm'),
        ("[$-409]H:MM AM/PM", True, "[$-409]h:mm AM/PM"),
        ("[RED]-#,##0;[BLUE]0", False, "[Red]-#,##0;[Blue]0"),
        ('"RED"0', False, '"RED"0'),
    ],
)
def test_codes_are_written_as_excel_writes_them(
    code: str, is_date: bool, excel: str
) -> None:
    assert as_excel(code, is_date=is_date) == excel


def test_colours_are_the_same_whatever_way_they_are_named() -> None:
    assert colours.number((1, 2, 3)) == colours.number("#010203") == 0x010203
    assert colours.number(0x030201) == 0x010203  # Excel's own has blue in front
    assert colours.rgb(0x010203) == (1, 2, 3)
    assert colours.rgb(colours.number(None)) is None


def test_a_macro_s_name_may_hold_its_workbook() -> None:
    assert split_macro("Doble") == (None, "Doble")
    assert split_macro("'Libro d''Ana.xlsm'!M.Doble") == ("Libro d'Ana.xlsm", "M.Doble")


def settings(profile: Path) -> dict[str, str]:
    tree = ET.parse(profile / "user" / "registrymodifications.xcu")
    return {
        prop.attrib[f"{VALUE}name"]: prop.findtext("value", "")
        for prop in tree.iter("prop")
    }


@pytest.mark.parametrize(("recalculates", "mode"), [(True, "0"), (False, "1")])
def test_a_profile_says_whether_files_are_worked_out_anew(
    tmp_path: Path, recalculates: bool, mode: str
) -> None:
    prepare_profile(tmp_path, recalculates=recalculates, locale="es-CO")
    assert settings(tmp_path)["OOXMLRecalcMode"] == mode
    assert settings(tmp_path)["ooSetupSystemLocale"] == "es-CO"


def test_a_profile_keeps_what_it_has_and_our_last_word_counts(tmp_path: Path) -> None:
    prepare_profile(tmp_path, recalculates=True, locale="es-CO")
    file = tmp_path / "user" / "registrymodifications.xcu"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("FirstRun", "Otra"), encoding="utf-8")
    prepare_profile(tmp_path, recalculates=False, locale="es-CO")
    assert "Otra" in settings(tmp_path)
    assert settings(tmp_path)["OOXMLRecalcMode"] == "1"
    assert [f.name for f in file.parent.iterdir()] == [file.name]


def ended_process() -> int:
    with subprocess.Popen(["true"]) as process:
        process.wait()
    return process.pid


@pytest.mark.parametrize(
    ("pid", "host", "stays"),
    [
        (os.getpid(), socket.gethostname(), True),
        (None, socket.gethostname(), True),
        (-1, socket.gethostname(), False),
        (-1, "otra-máquina", True),
    ],
    ids=["runs", "not ours", "ended", "elsewhere"],
)
def test_only_a_lock_of_a_process_that_ended_is_removed(
    tmp_path: Path, pid: int | None, host: str, stays: bool
) -> None:
    profile = tmp_path / "perfil con espacio"
    profile.mkdir()
    if pid is not None:
        remember_process(profile, ended_process() if pid < 0 else pid, "tubo")
    lock = tmp_path / ".~lock.a.xlsx#"
    lock.write_text(f",ana,{host},29.11.2026 09:37,{profile.as_uri()};")
    drop_stale_lock(tmp_path / "a.xlsx", tmp_path / "nuestro")
    assert lock.exists() is stays


def test_a_process_that_nobody_asked_about_has_ended(tmp_path: Path) -> None:
    profile = tmp_path / "cartera-calc-dejado"
    profile.mkdir()
    with subprocess.Popen(["true"]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, not reaped
        remember_process(profile, process.pid, "tubo")
        sweep_profiles(tmp_path)
        assert not profile.exists()


def test_profiles_that_killed_processes_left_are_swept_away(tmp_path: Path) -> None:
    pids = {"usado": os.getpid(), "dejado": ended_process()}
    for name, pid in pids.items():
        (tmp_path / f"cartera-calc-{name}").mkdir()
        remember_process(tmp_path / f"cartera-calc-{name}", pid, "tubo")
    (tmp_path / "cartera-calc-nuevo").mkdir()
    (tmp_path / "otra").mkdir()
    sweep_profiles(tmp_path)
    kept = sorted(folder.name for folder in tmp_path.iterdir())
    assert kept == ["cartera-calc-nuevo", "cartera-calc-usado", "otra"]


@pytest.mark.parametrize("content", ["", "x", ",,,", "\udcff"])
def test_a_lock_that_says_nothing_stays(tmp_path: Path, content: str) -> None:
    lock = tmp_path / ".~lock.a.xlsx#"
    lock.write_bytes(content.encode("utf-8", "surrogateescape"))
    drop_stale_lock(tmp_path / "a.xlsx", tmp_path)
    assert lock.exists()


def test_a_watchdog_bites_for_what_passes_and_for_nothing_else() -> None:
    bitten: Queue[float] = Queue()
    dog = Watchdog(bitten.put)
    far = dog.set(600)
    lifted = dog.set(0.05)
    dog.lift(lifted)
    near = dog.set(0.1)  # nearer than what the thread waits for
    assert bitten.get(timeout=30) == 0.1
    dog.lift(near)
    again = dog.set(0.01)
    assert bitten.get(timeout=30) == 0.01
    dog.lift(again)
    dog.lift(far)
    assert bitten.empty()
