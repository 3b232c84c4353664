"""Set up Cartera XL in .venv and run it, its tests or its checks.

One entry for people and for CI. It needs Python with pip (or uv) and nothing else: no
root, no ensurepip, no write outside this folder. What is set up already stays as it is.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

USAGE = """\
Uso: python3 bootstrap.py ORDEN          (en Windows: py bootstrap.py ORDEN)

  demo [ARGUMENTOS…]              la demostración, con los argumentos de «cartera demo»
  test [--caso NOMBRE] [PYTEST…]  todas las pruebas, o las de tests/acceptance/NOMBRE
  check                           formato, estilo, tipos y reglas de importación
  bench [NOMBRE…] [--rapido]      medidas frente a otros programas
  soak [NOMBRE…] [--minutos N]    pruebas largas
  install                         solo preparar el entorno, en .venv
  lock                            escribir de nuevo requirements.lock"""

MINIMUM = (3, 11)
ROOT = Path(__file__).resolve().parent
DONE, FAILED, UNUSABLE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130

# Where this runs inside an environment, the interpreter behind it: it outlives .venv,
# brings pip, and is of the version that LibreOffice's bridge can be loaded into.
PYTHON: str = getattr(sys, "_base_executable", sys.executable)
VERSION = sys.implementation.cache_tag
PROBE = "import sys; print(sys.prefix != sys.base_prefix, sys.implementation.cache_tag)"

# A script in .venv/bin holds the full path of its interpreter and dies when the folder
# is moved, so tools are run as modules; this one has no module to run.
LINT_IMPORTS = (
    "from importlinter.cli import lint_imports_command; lint_imports_command()"
)


class BootstrapError(Exception):
    """Base of the faults; its text is shown as it stands."""

    exit_code = INTERNAL


class OldPythonError(BootstrapError):
    """This Python cannot run the project."""

    def __init__(self, version: Sequence[int]) -> None:
        found, needed = (".".join(map(str, v)) for v in (version, MINIMUM))
        super().__init__(f"Hace falta Python {needed} o posterior; este es {found}.")


class UsageError(BootstrapError):
    """A command that does not exist, or arguments that it does not take."""

    exit_code = UNUSABLE

    def __init__(self, arguments: Sequence[str]) -> None:
        said = f"No se entiende «{' '.join(arguments)}».\n\n" if arguments else ""
        super().__init__(said + USAGE)


class UnknownCaseError(BootstrapError):
    """No acceptance test has this name."""

    exit_code = UNUSABLE

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = ", ".join(known) or "ninguno"
        super().__init__(f"No hay caso «{name}» en tests/acceptance; hay: {names}.")


class StepError(BootstrapError):
    """A step of the set-up failed; the end of the log says why."""

    def __init__(self, title: str, log: Path) -> None:
        tail = last_lines(log)
        cause = ""
        if "No module named pip" in tail:
            cause = " porque falta pip (en Debian: apt install python3-pip)"
        super().__init__(f"{tail}\nFalló «{title}»{cause}; el registro es {log}")


# --- What is there -----------------------------------------------------------------


@dataclass(frozen=True)
class Stamp:
    """What a finished set-up leaves: what it was made from, and which extras it has."""

    fingerprint: str = ""
    extras: frozenset[str] = frozenset()


def stamp_file(venv: Path) -> Path:
    """Where a finished set-up is written down; absent while one is under way."""
    return venv / "bootstrap.json"


def log_file(venv: Path) -> Path:
    """Where the set-up's tools write."""
    return venv / "bootstrap.log"


def lock_file(root: Path) -> Path:
    """The exact version of every dependency."""
    return root / "requirements.lock"


def read_stamp(venv: Path) -> Stamp:
    """The stamp, or an empty one where none can be read."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        stored = json.loads(stamp_file(venv).read_text("utf-8"))
        return Stamp(stored["fingerprint"], frozenset(stored["extras"]))
    return Stamp()


def write_stamp(venv: Path, stamp: Stamp) -> None:
    """Write the stamp down: the last act of a set-up."""
    stored = {"fingerprint": stamp.fingerprint, "extras": sorted(stamp.extras)}
    stamp_file(venv).write_text(json.dumps(stored), "utf-8")


def fingerprint(root: Path) -> str:
    """One value for all that a set-up is made from.

    The folder counts too: an editable install points at it by its full path, so a
    project that was moved must be installed again.
    """
    files = (root / "pyproject.toml", lock_file(root))
    contents = [file.read_bytes() if file.exists() else b"" for file in files]
    return hashlib.sha256(repr([VERSION, str(root), contents]).encode()).hexdigest()


def venv_python(venv: Path) -> Path:
    """The interpreter inside an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_sound(venv: Path) -> bool:
    """Whether the environment's interpreter starts, is its own and of this version."""
    command = [str(venv_python(venv)), "-I", "-c", PROBE]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.split() == ["True", VERSION]


def is_ready(root: Path, extras: Iterable[str]) -> bool:
    """Whether .venv already holds the project as it is now, with these extras."""
    venv = root / ".venv"
    stamp = read_stamp(venv)
    fresh = stamp.fingerprint == fingerprint(root) and stamp.extras.issuperset(extras)
    return fresh and is_sound(venv)


# --- Setting up --------------------------------------------------------------------


def prepare(root: Path, *extras: str) -> None:
    """Make .venv hold the project and these extras, doing only what is missing."""
    if is_ready(root, extras):
        return
    with only_one(root / ".venv.lock"):
        if not is_ready(root, extras):  # whoever was waited for may have done it
            set_up(root, extras)


def set_up(root: Path, extras: Iterable[str]) -> None:
    """Fill .venv, which keeps the extras that it has."""
    venv = root / ".venv"
    wanted = read_stamp(venv).extras.union(extras)
    stamp = Stamp(fingerprint(root), wanted)  # of the files that are about to be read
    stamp_file(venv).unlink(missing_ok=True)
    log_file(venv).unlink(missing_ok=True)
    if not is_sound(venv):
        make_venv(venv)
    install(root, venv, wanted, lock_file(root))
    write_stamp(venv, stamp)


def make_venv(venv: Path) -> None:
    """Make an empty environment in place of whatever is there.

    Debian's Python lacks ensurepip, so the environment gets no pip of its own: the one
    outside installs into it.
    """
    shutil.rmtree(venv, ignore_errors=True)
    venv.mkdir(parents=True, exist_ok=True)
    step("Crear el entorno", [PYTHON, "-m", "venv", "--without-pip", str(venv)], venv)


def install(root: Path, venv: Path, extras: Iterable[str], lock: Path | None) -> None:
    """Install the project, editable, with the first installer that can."""
    names = ",".join(sorted(extras))
    suffix = f"[{names}]" if names else ""
    what = ["--editable", f"{root}{suffix}"]
    if lock and lock.exists():
        what += ["--constraint", str(lock)]
    *others, last = [
        (f"Instalar cartera-xl{suffix} con {name}", [*command, *what])
        for name, command in installers(venv_python(venv)).items()
    ]
    for title, command in others:
        with contextlib.suppress(StepError):
            return step(title, command, venv)
    return step(*last, venv)


def installers(python: Path) -> dict[str, list[str]]:
    """The commands that install into an environment, the best first.

    pip remains the second choice beside uv: an index may be set up for pip only.
    """
    uv = shutil.which("uv")
    found = {"uv": [uv, "pip", "install", "--python", str(python)]} if uv else {}
    pip = [PYTHON, "-m", "pip", "--python", str(python), "install"]
    return {**found, "pip": pip}


def step(title: str, command: Sequence[str], venv: Path) -> None:
    """Run one step of the set-up: a line on the screen, its output in the log."""
    started = time.monotonic()
    print(title, end=" ", file=sys.stderr, flush=True)
    with log_file(venv).open("ab") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment(),
            close_fds=False,  # it holds the lock too: it may outlive this process
        )
        wait_with_dots(process)
    print(f" {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    if process.returncode != 0:
        raise StepError(title, log_file(venv))


def wait_with_dots(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process, with a dot a second: enough for a screen and for a log."""
    while process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        print(".", end="", file=sys.stderr, flush=True)


def last_lines(log: Path, count: int = 15) -> str:
    """The end of the log."""
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-count:])


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Let one process at a time through; what a dead one held, the system lets go."""
    with path.open("ab") as file:
        os.set_inheritable(file.fileno(), True)
        if not try_lock(file):
            print("Se espera a otra preparación en curso…", file=sys.stderr)
            while not try_lock(file):
                time.sleep(0.2)
        yield


if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[bytes]) -> bool:
        """Lock a file, unless another process holds it."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(file: IO[bytes]) -> bool:
        """Lock a file, unless another process holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


# --- The lock file -----------------------------------------------------------------


def declared_extras(root: Path) -> list[str]:
    """The names of all the extras."""
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return list(project["optional-dependencies"])


def installed_versions(venv: Path) -> list[str]:
    """What an environment holds: name and version, nothing of where it came from."""
    from importlib import metadata

    places = [str(place) for place in venv.rglob("site-packages")]
    found = metadata.distributions(path=places)
    return sorted({f"{one.name}=={one.version}" for one in found}, key=str.lower)


def lock_text(versions: Iterable[str]) -> str:
    """The lock file's text, without the project itself."""
    kept = [line for line in versions if not line.startswith("cartera-xl==")]
    return "\n".join(["# Written by: python3 bootstrap.py lock", *kept, ""])


# --- Running -----------------------------------------------------------------------


def environment() -> dict[str, str]:
    """The environment of child processes; Windows needs to be told to use UTF-8."""
    return {**os.environ, "PYTHONUTF8": "1"} if os.name == "nt" else {**os.environ}


def run(*arguments: str, cwd: Path | None = ROOT) -> int:
    """Run the environment's Python; its exit code, as a shell would give it."""
    command = [str(venv_python(ROOT / ".venv")), *arguments]
    code = subprocess.call(command, cwd=cwd, env=environment())
    return code if code >= 0 else 128 - code


def choose_tests(root: Path, arguments: Sequence[str]) -> list[str]:
    """Pytest's arguments: --caso becomes paths, all else stays."""
    parser = argparse.ArgumentParser("test", add_help=False, allow_abbrev=False)
    parser.add_argument("--caso", metavar="NOMBRE")
    known, rest = parser.parse_known_args(arguments)
    return rest if known.caso is None else [*case_paths(root, known.caso), *rest]


def case_paths(root: Path, name: str) -> list[str]:
    """Where the tests of a case are: a file, a folder or both."""
    cases = acceptance_cases(root)
    try:
        return cases[case_name(name)]
    except KeyError:
        raise UnknownCaseError(name, cases) from None


def acceptance_cases(root: Path) -> dict[str, list[str]]:
    """Every acceptance case, with the paths of its tests."""
    cases: dict[str, list[str]] = {}
    for path in sorted((root / "tests" / "acceptance").glob("[!._]*")):
        if path.is_dir() or path.match("test_*.py"):
            cases.setdefault(case_name(path.name), []).append(str(path))
    return cases


def case_name(text: str) -> str:
    """The one spelling of main-job, main_job and test_main_job.py."""
    return text.removesuffix(".py").removeprefix("test_").replace("-", "_")


def spread(cores: int | None) -> list[str]:
    """How pytest shares its tests out: between two processes, where there is room."""
    return ["-n", "2", "--dist", "worksteal"] if (cores or 1) > 1 else []


# --- Commands ----------------------------------------------------------------------


def demo(arguments: Sequence[str]) -> int:
    """Show the program, in the folder where the user stands."""
    prepare(ROOT)
    return run("-m", "cartera_xl", "demo", *arguments, cwd=None)


def test(arguments: Sequence[str]) -> int:
    """Run the tests; pytest itself fails where there were none to run."""
    chosen = choose_tests(ROOT, arguments)
    prepare(ROOT, "test")
    return run("-m", "pytest", *spread(os.cpu_count()), *chosen)


def check(arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed: people want the whole list."""
    take_none(arguments)
    prepare(ROOT, "test", "dev")
    codes = [
        run("-m", "ruff", "format", "--check"),
        run("-m", "ruff", "check"),
        run("-m", "mypy"),
        run("-c", LINT_IMPORTS, "--no-logo"),
    ]
    return FAILED if any(codes) else DONE


def bench(arguments: Sequence[str]) -> int:
    """Measure against other programs."""
    prepare(ROOT, "bench")
    return run("-m", "benchmarks", *arguments)


def soak(arguments: Sequence[str]) -> int:
    """Run the long tests."""
    prepare(ROOT, "test")
    return run("-m", "tests.soak", *arguments)


def install_only(arguments: Sequence[str]) -> int:
    """Set up, and stop there."""
    take_none(arguments)
    prepare(ROOT)
    print("Listo.", file=sys.stderr)
    return DONE


def lock(arguments: Sequence[str]) -> int:
    """Lock the newest versions that fit together, found in an environment apart."""
    take_none(arguments)
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        make_venv(venv)
        install(ROOT, venv, declared_extras(ROOT), lock=None)
        text = lock_text(installed_versions(venv))
    lock_file(ROOT).write_text(text, "utf-8")
    return DONE


def take_none(arguments: Sequence[str]) -> None:
    """Refuse arguments, for a command that has none."""
    if arguments:
        raise UsageError(arguments)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "soak": soak,
    "install": install_only,
    "lock": lock,
}


def dispatch(arguments: Sequence[str]) -> int:
    """Run the command that the first argument names."""
    if sys.version_info < MINIMUM:
        raise OldPythonError(sys.version_info[:3])
    if not arguments or arguments[0] not in COMMANDS:
        raise UsageError(arguments)
    return COMMANDS[arguments[0]](arguments[1:])


def main(arguments: Sequence[str]) -> int:
    """Give the exit code; the one place where a fault becomes a sentence."""
    if {"-h", "--help"}.intersection(arguments[:1]):
        print(USAGE)
        return DONE
    try:
        return dispatch(arguments)
    except BootstrapError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"No se pudo preparar el entorno: {error}", file=sys.stderr)
        return INTERNAL
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
