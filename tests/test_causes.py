"""What systems and libraries say in English is told in Spanish, from one table."""

from __future__ import annotations

import errno
import os
import sqlite3
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from cartera_xl.causes import cause, no_file, said


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "no existe"),
        (errno.EISDIR, "es una carpeta"),
        (errno.EACCES, "no hay permiso"),
        (errno.ENOSPC, "el disco está lleno"),
        (errno.EROFS, "el disco es de solo lectura"),
        (errno.EIO, "falló el disco"),
    ],
)
def test_a_fault_of_the_system_is_told_by_its_number(number: int, told: str) -> None:
    assert cause(OSError(number, os.strerror(number), "x")) == told


def test_a_real_folder_and_a_real_missing_file_are_told(tmp_path: Path) -> None:
    for path, told in ((tmp_path, "es una carpeta"), (tmp_path / "x", "no existe")):
        with pytest.raises(OSError, match=path.name) as raised:
            path.read_bytes()
        assert cause(raised.value) in (told, "no hay permiso")  # Windows of a folder


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE t (a)")
        made.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 200)
        made.commit()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])
    raised = _fault_of(path, "SELECT sum(length(a)) FROM t")
    assert cause(raised) == "el archivo está dañado"
    path.write_bytes(b"no es una base de datos" * 100)
    raised = _fault_of(path, "SELECT 1 FROM t")
    assert cause(raised) == "el archivo no es una cartera o está dañado"


def _fault_of(path: Path, sql: str) -> sqlite3.DatabaseError:
    with (
        closing(sqlite3.connect(path)) as database,
        pytest.raises(sqlite3.DatabaseError) as raised,
    ):
        database.execute(sql).fetchall()
    return raised.value


def test_a_damaged_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04 y basta")
    with pytest.raises(zipfile.BadZipFile) as raised:
        zipfile.ZipFile(path)
    assert cause(raised.value) == "el zip no está completo"
    with pytest.raises(zlib.error) as worse:
        zlib.decompress(b"nada")
    assert cause(worse.value) == "una parte no se puede descomprimir"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("database disk image is malformed", "el archivo está dañado"),
        ("connection failed: Connection refused", "el servidor no atiende en esa"),
        ("wholly unheard of.", "el sistema dice «wholly unheard of»"),
    ],
)
def test_words_are_known_or_quoted(words: str, told: str) -> None:
    assert said(words).startswith(told)
    assert cause(RuntimeError(f"{words}\nDETAIL: x")).startswith(told)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on Windows")
def test_what_is_no_file_is_told_without_opening_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    plain = tmp_path / "plain"
    plain.touch()
    assert [no_file(path) for path in (tmp_path, pipe, Path("/dev/zero"))] == [
        "es una carpeta",
        "es una tubería, no un archivo",
        "es un dispositivo, no un archivo",
    ]
    assert no_file(plain) == no_file(tmp_path / "missing") == ""
