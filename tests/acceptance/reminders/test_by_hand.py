"""What a person sends: drafts in Outlook, links of WhatsApp; nothing goes by itself."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from cartera_xl.ledger.outgoing import State
from cartera_xl.ledger.posting import Contact, Posting
from cartera_xl.outbox.delivery import outlook
from cartera_xl.store import Store
from tests.acceptance.reminders.debtors import FRIDAY, fill, messages, pay, post
from tests.desk import Desk
from tests.store.books import COMPANY, NOON

if TYPE_CHECKING:
    from tests.commands import Answer

NOW = f"{FRIDAY:%Y-%m-%dT%H:%M}"


@pytest.fixture
def owing(tmp_path: Path) -> Desk:
    """Two debtors, each with an address and a mobile number."""
    with Store.create(tmp_path / "cartera.db", COMPANY, NOON) as store:
        invoices = fill(store, ["uno", "dos"], business=False)
        customers = [customer_of(store, invoice) for invoice in invoices]
        phones = tuple(
            Contact(
                -n, customer, "whatsapp", f"300 123 456{n}", authorized=FRIDAY.date()
            )
            for n, customer in enumerate(customers, 1)
        )
        post(store, "celulares", Posting(contacts=phones))
    (tmp_path / "cartera.toml").write_text('base = "cartera.db"\n', "utf-8")
    return Desk(tmp_path)


def customer_of(store: Store, invoice: int) -> int:
    with store.reading() as ledger:
        [[found]] = ledger.rows(
            "SELECT customer_id FROM document WHERE company_id = :company AND id = :id",
            id=invoice,
        )
    return int(found)


def states(owing: Desk) -> list[State]:
    with Store.open(owing.ledger) as store:
        return [message.state for message in messages(store)]


# --- Outlook ----------------------------------------------------------------------


class Office:
    """A machine that seems to be Windows, and what its Outlook has seen."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.seen = folder / "visto"
        self._patch = patch
        door = folder / "pywin32" / "win32com"
        self.seen.mkdir()
        door.mkdir(parents=True)
        (door / "__init__.py").touch()
        shutil.copy(Path(__file__).with_name("outlook_object.py"), door / "client.py")
        windows = SimpleNamespace(
            platform="win32",
            path=[str(door.parent), *sys.path],
            executable=sys.executable,
        )
        patch.setattr(outlook, "sys", windows)
        patch.setenv("OUTLOOK_SEEN", str(self.seen))

    def is_in(self, mood: str) -> None:
        self._patch.setenv("OUTLOOK_MOOD", mood)

    @property
    def drafts(self) -> list[dict[str, Any]]:
        """Return what was saved; that something was sent is a fault at once."""
        assert not (self.seen / "ENVIADO").exists()
        found = sorted(self.seen.glob("borrador-*"))
        return [json.loads(path.read_text("utf-8")) for path in found]

    @property
    def left_running(self) -> list[int]:
        """Return the helpers that are still there."""
        found = (int(p.name.partition("-")[2]) for p in self.seen.glob("proceso-*"))
        return [pid for pid in found if Path(f"/proc/{pid}").exists()]


@pytest.fixture
def office(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Office:
    return Office(tmp_path_factory.mktemp("windows"), monkeypatch)


def through_outlook(owing: Desk, today: str = NOW) -> Answer:
    return owing.type("recordar", "--enviar", "outlook", "--json", today=today)


def test_outlook_gets_a_draft_for_each_and_sends_none(
    owing: Desk, office: Office
) -> None:
    answer = through_outlook(owing)
    assert answer.code == 0, answer
    assert [one["estado"] for one in answer.json["mensajes"]] == ["borrador"] * 2
    first, second = office.drafts
    assert (first["to"], second["to"]) == ("uno@c1.example", "dos@c2.example")
    assert "recordatorio de pago" in first["subject"]
    assert "$ 1.190.000" in first["html"]
    [(name, size)] = first["files"].items()
    assert (name, size > 1000) == ("Estado de cuenta C0001.pdf", True)
    assert through_outlook(owing).json["mensajes"] == []
    assert len(office.drafts) == 2


@pytest.mark.parametrize("mood", ["cuelga", "falta"])
def test_an_outlook_that_does_not_answer_stops_it_before_anything(
    owing: Desk, office: Office, mood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlook, "_PATIENCE", 1.5)
    office.is_in(mood)
    answer = through_outlook(owing)
    assert (answer.code, "--enviar borradores" in answer.err) == (2, True)
    assert (office.drafts, states(owing), office.left_running) == ([], [], [])


def test_a_draft_that_was_not_saved_waits_and_is_tried_again(
    owing: Desk, office: Office
) -> None:
    office.is_in("sin-adjuntos")
    through_outlook(owing)
    assert (states(owing), office.drafts) == ([State.PENDING] * 2, [])
    office.is_in("")
    through_outlook(owing, NOW.replace("10:", "11:"))
    assert states(owing) == [State.PREPARED] * 2
    assert len(office.drafts) == 2


def test_a_draft_that_nobody_confirmed_is_uncertain_and_never_made_again(
    owing: Desk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlook, "_PATIENCE", 3)
    ask = outlook._asked

    def asked(request: dict[str, object]) -> int:
        office.is_in("" if "probe" in request else "guarda-y-cuelga")
        return ask(request)

    monkeypatch.setattr(outlook, "_asked", asked)
    answer = through_outlook(owing)
    assert answer.code == 1  # somebody has to look
    assert states(owing) == [State.UNCERTAIN] * 2
    assert through_outlook(owing, NOW.replace("10:", "15:")).json["mensajes"] == []
    assert (len(office.drafts), office.left_running) == (2, [])


# --- WhatsApp ---------------------------------------------------------------------


class Person(StringIO):
    """Somebody at the terminal, who answers as was typed."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were opened."""
    opened: list[str] = []
    monkeypatch.setenv("DISPLAY", ":nada")
    monkeypatch.setattr("webbrowser.open", opened.append)
    return opened


WHATSAPP = ("recordar", "--enviar", "whatsapp")


def evidence(owing: Desk) -> list[dict[str, str]]:
    file = owing.folder / "contactos.csv"
    file.unlink(missing_ok=True)
    owing.do("gestion", "exportar", file)
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text, delimiter=";"))


def test_each_link_is_opened_and_only_what_a_person_sent_is_logged(
    owing: Desk, browser: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Person("s\nn\n"))
    answer = owing.type(*WHATSAPP, today=NOW)
    assert answer.code == 0, answer
    assert [url[:26] for url in browser] == [
        f"https://wa.me/57300123456{n}" for n in (1, 2)
    ]
    assert all(url in answer.out for url in browser)
    assert states(owing) == [State.SENT, State.CANCELLED]
    [row] = evidence(owing)
    assert (row["Código"], row["Canal"], row["Mensaje"]) == (
        *("C0001", "WhatsApp", "enviado, por whatsapp"),
    )
    may = ("gestion", "puede", "C0001", "--canal", "correo", "--json")
    assert owing.type(*may, today=NOW).json["motivo"] == "same_day"
    monkeypatch.setattr("sys.stdin", Person("s\n"))
    owing.type(*WHATSAPP, today=NOW)  # the other one, whose link was not sent
    assert len(browser) == 3
    assert len(evidence(owing)) == 2


def test_without_a_person_links_wait_for_one_to_say_that_they_were_sent(
    owing: Desk, browser: list[str]
) -> None:
    told = owing.type(*WHATSAPP, today=NOW)
    assert (told.out.count("https://wa.me/57300"), browser) == (2, [])
    assert (states(owing), evidence(owing)) == ([State.PREPARED] * 2, [])
    assert owing.type("recordar", "--resolver", 1, "--salio", today=NOW).code == 0
    assert [row["Código"] for row in evidence(owing)] == ["C0001"]


def test_a_program_gets_the_links_and_says_what_became_of_one(owing: Desk) -> None:
    told = owing.type(*WHATSAPP, "--json", today=NOW).json["mensajes"]
    assert [one["enlace"][:26] for one in told] == [
        f"https://wa.me/57300123456{n}" for n in (1, 2)
    ]
    resolved = ("recordar", "--resolver", told[0]["numero"], "--no-salio", "--json")
    answers = [owing.type(*resolved, today=NOW) for _ in range(2)]
    assert [(a.code, a.json["anotado"]) for a in answers] == [(0, True), (1, False)]


def test_who_pays_while_the_links_are_shown_gets_none(
    owing: Desk, browser: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(owing.ledger) as store:
        [_, second] = [
            row[0] for row in owing.ask("SELECT id FROM document ORDER BY id")
        ]
        customer = customer_of(store, second)

    def opens(url: str) -> None:
        browser.append(url)
        with Store.open(owing.ledger) as store:
            pay(store, second, customer)

    monkeypatch.setattr("webbrowser.open", opens)
    monkeypatch.setattr("sys.stdin", Person("s\ns\n"))
    assert owing.type(*WHATSAPP, today=NOW).code == 0
    assert len(browser) == 1
    assert states(owing) == [State.SENT, State.CANCELLED]
