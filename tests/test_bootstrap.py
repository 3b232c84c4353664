"""The set-up decides from files alone what is left to do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

import bootstrap

if TYPE_CHECKING:
    from pathlib import Path

PYPROJECT = '[project.optional-dependencies]\ntest = ["pytest"]\ndev = ["ruff"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    return tmp_path


@pytest.fixture
def venv(root: Path) -> Path:
    """A real environment, made the way Debian allows."""
    path = root / ".venv"
    bootstrap.make_venv(path)
    return path


def finish(root: Path, *extras: str) -> None:
    stamp = bootstrap.Stamp(bootstrap.fingerprint(root), frozenset(extras))
    bootstrap.write_stamp(root / ".venv", stamp)


# --- When there is something to do ---


def test_a_folder_without_environment_is_not_ready(root: Path) -> None:
    assert not bootstrap.is_ready(root, [])


def test_an_environment_without_stamp_is_not_ready(root: Path, venv: Path) -> None:
    assert bootstrap.is_sound(venv)
    assert not bootstrap.is_ready(root, [])


def test_a_finished_set_up_is_ready(root: Path, venv: Path) -> None:
    finish(root)
    assert bootstrap.is_ready(root, [])


def test_fewer_extras_than_installed_are_ready(root: Path, venv: Path) -> None:
    finish(root, "test", "dev")
    assert bootstrap.is_ready(root, ["test"])


def test_an_extra_that_is_missing_is_not_ready(root: Path, venv: Path) -> None:
    finish(root, "test")
    assert not bootstrap.is_ready(root, ["test", "dev"])


@pytest.mark.parametrize("file", ["pyproject.toml", "requirements.lock"])
def test_a_changed_file_makes_it_stale(root: Path, venv: Path, file: str) -> None:
    finish(root)
    (root / file).write_text("# changed")
    assert not bootstrap.is_ready(root, [])


def test_a_moved_project_is_stale(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "pyproject.toml").write_text(PYPROJECT)
    assert bootstrap.fingerprint(elsewhere) != bootstrap.fingerprint(root)


def test_another_python_makes_it_stale(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bootstrap.fingerprint(root)
    monkeypatch.setattr(bootstrap, "VERSION", "cpython-399")
    assert bootstrap.fingerprint(root) != before


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"fingerprint": "x"}'])
def test_a_stamp_cut_short_counts_as_none(root: Path, venv: Path, text: str) -> None:
    bootstrap.stamp_file(venv).write_text(text)
    assert bootstrap.read_stamp(venv) == bootstrap.Stamp()


# --- A broken environment ---


def test_an_interpreter_that_is_gone_is_not_sound(venv: Path) -> None:
    bootstrap.venv_python(venv).unlink()
    assert not bootstrap.is_sound(venv)


def test_an_interpreter_that_does_not_start_is_not_sound(venv: Path) -> None:
    python = bootstrap.venv_python(venv)
    python.unlink()
    python.write_text("no program")
    assert not bootstrap.is_sound(venv)


def test_an_interpreter_of_another_version_is_not_sound(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "VERSION", "cpython-399")
    assert not bootstrap.is_sound(venv)


def test_a_folder_that_only_borrows_an_interpreter_is_not_sound(venv: Path) -> None:
    (venv / "pyvenv.cfg").unlink()
    assert not bootstrap.is_sound(venv)


# --- Setting up ---


def recorded(
    monkeypatch: pytest.MonkeyPatch, fault: Exception | None = None
) -> list[set[str]]:
    """Stand in for the download; gives the extras of every installation."""
    calls: list[set[str]] = []

    def install(root: Path, venv: Path, extras: set[str], lock: Path) -> None:
        calls.append(set(extras))
        if fault:
            raise fault

    monkeypatch.setattr(bootstrap, "install", install)
    return calls


def test_the_second_time_nothing_is_installed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = recorded(monkeypatch)
    bootstrap.prepare(root, "test")
    bootstrap.prepare(root, "test")
    assert calls == [{"test"}]


def test_new_extras_are_added_to_those_there(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = recorded(monkeypatch)
    bootstrap.prepare(root, "test")
    bootstrap.prepare(root, "dev")
    assert calls == [{"test"}, {"test", "dev"}]


def test_a_sound_environment_made_by_hand_is_completed(
    root: Path, venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(monkeypatch)
    (venv / "mine").touch()
    bootstrap.prepare(root)
    assert (venv / "mine").exists()


def test_a_broken_environment_is_made_again(
    root: Path, venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(monkeypatch)
    (venv / "pyvenv.cfg").unlink()
    bootstrap.prepare(root)
    assert bootstrap.is_sound(venv)


def test_a_set_up_that_failed_does_not_count_as_done(
    root: Path, venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(root, "test")
    recorded(monkeypatch, fault=OSError("disk full"))
    with pytest.raises(OSError, match="disk full"):
        bootstrap.prepare(root, "dev")
    assert not bootstrap.is_ready(root, ["test"])


def test_two_set_ups_at_once_install_one_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = recorded(monkeypatch)
    both = [threading.Thread(target=bootstrap.prepare, args=(root,)) for _ in "ab"]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert calls == [set()]


def test_a_step_that_fails_ends_in_one_sentence_with_the_log(venv: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no route to host')"]
    with pytest.raises(bootstrap.StepError) as caught:
        bootstrap.step("Instalar", command, venv)
    first, last = str(caught.value).splitlines()
    assert first == "no route to host"
    assert last == f"Falló «Instalar»; el registro es {bootstrap.log_file(venv)}"


# --- Installers ---


def test_pip_alone_where_there_is_no_uv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(bootstrap.installers(tmp_path)) == ["pip"]


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for uv")
def test_uv_first_where_it_is_present(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "uv").write_text("#!/bin/sh\n")
    (tmp_path / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(bootstrap.installers(tmp_path)) == ["uv", "pip"]


def test_every_installer_is_bound_to_the_environment(tmp_path: Path) -> None:
    python = bootstrap.venv_python(tmp_path)
    for command in bootstrap.installers(python).values():
        assert command[command.index("--python") + 1] == str(python)


# --- The lock file ---


def test_the_extras_are_those_of_pyproject(root: Path) -> None:
    assert bootstrap.declared_extras(root) == ["test", "dev"]


def test_the_lock_leaves_the_project_out() -> None:
    text = bootstrap.lock_text(["cartera-xl==0.1.0", "lxml==6.1.3"])
    assert text.splitlines()[1:] == ["lxml==6.1.3"]


def test_the_lock_says_nothing_of_where_things_came_from() -> None:
    lines = bootstrap.lock_file(bootstrap.ROOT).read_text("utf-8").splitlines()
    assert all(line.count("==") == 1 and "/" not in line for line in lines[1:])


# --- Cases ---


@pytest.fixture
def cases(root: Path) -> Path:
    folder = root / "tests" / "acceptance"
    (folder / "bank").mkdir(parents=True)
    (folder / "__pycache__").mkdir()
    for name in ("test_main_job.py", "test_bank.py", "conftest.py"):
        (folder / name).touch()
    return folder


@pytest.mark.parametrize("name", ["main_job", "main-job", "test_main_job.py"])
def test_a_case_is_found_in_every_spelling(root: Path, cases: Path, name: str) -> None:
    chosen = bootstrap.choose_tests(root, ["--caso", name, "-x"])
    assert chosen == [str(cases / "test_main_job.py"), "-x"]


def test_a_case_may_be_a_file_and_a_folder(root: Path, cases: Path) -> None:
    paths = bootstrap.case_paths(root, "bank")
    assert paths == [str(cases / "bank"), str(cases / "test_bank.py")]


def test_without_case_pytest_gets_the_arguments_as_they_are(root: Path) -> None:
    arguments = ["tests/ledger", "-k", "a and b", "--ca"]
    assert bootstrap.choose_tests(root, arguments) == arguments


def test_a_case_that_is_unknown_is_told_with_those_that_are(
    root: Path, cases: Path
) -> None:
    with pytest.raises(bootstrap.UnknownCaseError, match=r"hay: bank, main_job\."):
        bootstrap.case_paths(root, "../bank")


def test_one_core_runs_the_tests_in_one_process() -> None:
    assert bootstrap.spread(1) == bootstrap.spread(None) == []
    assert bootstrap.spread(2)[:2] == bootstrap.spread(64)[:2] == ["-n", "2"]


# --- The entry ---


def test_the_usage_names_every_command() -> None:
    for name in bootstrap.COMMANDS:
        assert f"\n  {name} " in bootstrap.USAGE


@pytest.mark.parametrize("arguments", [[], ["prueba"], ["check", "--fix"]])
def test_what_is_not_understood_ends_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(arguments) == bootstrap.UNUSABLE
    assert "Uso:" in capsys.readouterr().err


def test_the_exit_code_of_what_was_run_is_passed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bootstrap, "prepare", lambda *_: None)
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 7)
    assert bootstrap.main(["demo"]) == 7


def test_an_old_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "MINIMUM", (9, 0))
    assert bootstrap.main(["demo"]) == bootstrap.INTERNAL
    assert capsys.readouterr().err.startswith("Hace falta Python 9.0 o posterior")
