"""Every way that a message leaves by, with a real mail server that has bad manners."""

from __future__ import annotations

import email
import ssl
import sys
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pytest
from keyring.errors import KeyringLocked

from cartera_xl.ledger.mobile import PhoneError, number
from cartera_xl.ledger.outgoing import State
from cartera_xl.outbox.delivery.drafts import Drafts
from cartera_xl.outbox.delivery.outlook import Outlook, OutlookMissingError
from cartera_xl.outbox.delivery.pace import Pace
from cartera_xl.outbox.delivery.password import (
    SERVICE,
    VARIABLE,
    PasswordMissingError,
    password,
)
from cartera_xl.outbox.delivery.smtp import (
    PlainServerError,
    ServerUnreachableError,
    Smtp,
)
from cartera_xl.outbox.delivery.way import DeliveryError, Parcel
from cartera_xl.outbox.delivery.whatsapp import link
from cartera_xl.outbox.mail.message import as_bytes
from tests.acceptance.reminders.mail_server import (
    HOST,
    PASSWORD,
    USER,
    Box,
    authenticated,
    certificate,
    serving,
)
from tests.acceptance.reminders.test_mails import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cartera_xl.outbox.delivery.smtp import MailServer
    from cartera_xl.outbox.delivery.way import Outcome

BOX: Final = Box()


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with serving(BOX) as server:
        yield server


@pytest.fixture
def box() -> Box:
    BOX.taken.clear()
    BOX.offered = 0
    return BOX


def parcel(manner: str = "pagos", number: int = 1) -> Parcel:
    mail = PLAIN._replace(
        recipient=f"{manner}@cliente.example", message_id=f"<m{number}@libro.cartera>"
    )
    return Parcel(mail, f"{number} {manner}")


def gone(way: Smtp, sent: Parcel) -> Outcome:
    """Offer a message and hand it over where it may go."""
    return way.offer(sent) or way.hand(sent)


def test_a_mail_arrives_as_it_was_built(server: MailServer, box: Box) -> None:
    with Smtp(server) as way:
        assert gone(way, parcel()).state is State.SENT
    [(recipient, content)] = box.taken
    assert recipient == "pagos@cliente.example"
    assert content == as_bytes(parcel().mail)
    assert email.message_from_bytes(content)["X-Unsent"] is None


@pytest.mark.parametrize(
    ("manner", "state", "taken"),
    [
        ("pagos", State.SENT, 1),
        ("rechaza", State.FAILED, 0),
        ("luego", State.PENDING, 0),
        ("no-texto", State.FAILED, 0),
        ("otra-vez", State.PENDING, 0),
        ("cuelga", State.UNCERTAIN, 1),
        ("corta", State.UNCERTAIN, 0),
        ("calla", State.UNCERTAIN, 1),
    ],
)
def test_what_a_server_does_is_called_by_its_name(
    server: MailServer, box: Box, manner: str, state: State, taken: int
) -> None:
    with Smtp(server, timeout=0.5) as way:
        outcome = gone(way, parcel(manner))
        assert outcome.state is state
        assert len(box.taken) == taken
        assert manner not in outcome.detail
        assert gone(way, parcel("pagos", 2)).state is State.SENT


def test_a_line_that_was_lost_in_between_is_made_again(
    server: MailServer, box: Box
) -> None:
    with Smtp(server) as way:
        assert gone(way, parcel()).state is State.SENT
        lost = way._smtp
        assert lost is not None
        assert lost.sock is not None
        lost.sock.close()
        assert gone(way, parcel(number=2)).state is State.SENT
    assert box.ids() == [b"<m1@libro.cartera>", b"<m2@libro.cartera>"]


def test_a_mail_that_was_asked_for_and_not_handed_over_stands_in_nobodys_way(
    server: MailServer, box: Box
) -> None:
    with Smtp(server) as way:
        assert way.offer(parcel("uno", 1)) is None  # the ledger moved on meanwhile
        assert gone(way, parcel("dos", 2)).state is State.SENT
        assert gone(way, parcel("tres", 3)).state is State.SENT
    assert [to for to, _ in box.taken] == [
        "dos@cliente.example",
        "tres@cliente.example",
    ]


def test_a_text_that_looks_like_an_end_stays_text(server: MailServer, box: Box) -> None:
    text = "uno\r\n.\r\nMAIL FROM:<x@malo.example>\r\n..\r\n"
    sent = parcel()._replace(mail=PLAIN._replace(text=text))
    with Smtp(server) as way:
        assert gone(way, sent).state is State.SENT
    [(_, content)] = box.taken
    assert content == as_bytes(sent.mail)


def test_what_is_sent_is_encrypted_and_the_server_is_who_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, public = certificate(tmp_path)
    monkeypatch.setenv(VARIABLE, PASSWORD)
    box = Box()
    tls = {
        "tls_context": context,
        "require_starttls": True,
        "auth_exclude_mechanism": ["LOGIN"],
    }
    with serving(box, **tls, authenticator=authenticated, auth_required=True) as place:
        server = place._replace(is_encrypted=True, user=USER)
        trust = ssl.create_default_context(cafile=str(public))
        with Smtp(server, trust) as way:
            assert gone(way, parcel()).state is State.SENT
        with pytest.raises(ServerUnreachableError, match="certificado"), Smtp(server):
            pass
        monkeypatch.setenv(VARIABLE, "otra")
        with (
            pytest.raises(ServerUnreachableError, match="contraseña") as told,
            Smtp(server, trust),
        ):
            pass
    assert "otra" not in str(told.value)
    assert len(box.taken) == 1


def test_a_certificate_of_another_host_is_refused(tmp_path: Path) -> None:
    context, public = certificate(tmp_path, "correo.otro.example")
    trust = ssl.create_default_context(cafile=str(public))
    with serving(Box(), tls_context=context) as place:
        server = place._replace(is_encrypted=True)
        with (
            pytest.raises(ServerUnreachableError, match="certificado"),
            Smtp(server, trust),
        ):
            pass


def test_a_server_elsewhere_is_never_spoken_to_in_the_clear(
    server: MailServer,
) -> None:
    far = server._replace(host="correo.andinas.example")
    with pytest.raises(PlainServerError), Smtp(far):
        pass


def test_a_server_that_offers_no_encryption_is_not_used(server: MailServer) -> None:
    with (
        pytest.raises(ServerUnreachableError),
        Smtp(server._replace(is_encrypted=True)),
    ):
        pass


def test_a_server_that_is_not_there_is_named(server: MailServer) -> None:
    with (
        pytest.raises(ServerUnreachableError, match=f"{HOST}:1 "),
        Smtp(server._replace(port=1)),
    ):
        pass


def test_without_a_password_nothing_is_tried(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("cartera_xl.outbox.delivery.password._kept", lambda _: None)
    with (
        pytest.raises(DeliveryError, match="keyring set"),
        Smtp(server._replace(user=USER)),
    ):
        pass


def test_a_password_comes_from_the_systems_safe_if_that_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    kept = {(SERVICE, USER): PASSWORD}
    monkeypatch.setattr("keyring.get_password", lambda *who: kept.get(who))
    assert password(USER) == PASSWORD
    monkeypatch.setenv(VARIABLE, "otra")
    assert password(USER) == "otra"
    monkeypatch.delenv(VARIABLE)

    def shut(*_: str) -> str:
        raise KeyringLocked

    monkeypatch.setattr("keyring.get_password", shut)
    with pytest.raises(PasswordMissingError):
        password(USER)


def test_so_many_a_minute_and_no_more() -> None:
    now, slept = [100.0], list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(30, lambda: now[0], sleep)
    for _ in range(3):
        pace.wait()
    now[0] += 5
    pace.wait()
    assert slept == [2.0, 2.0]


def test_a_draft_is_one_file_however_often_it_is_written(tmp_path: Path) -> None:
    with Drafts(tmp_path / "borradores") as way:
        for _ in range(2):
            assert way.offer(parcel()) is None
            assert way.hand(parcel()).state is State.PREPARED
    [path] = (tmp_path / "borradores").iterdir()
    draft = email.message_from_bytes(path.read_bytes())
    assert (path.name, draft["X-Unsent"]) == ("1 pagos.eml", "1")
    assert draft["To"] == "pagos@cliente.example"


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x")
    with (
        pytest.raises(DeliveryError, match="archivo"),
        Drafts(tmp_path / "archivo" / "x"),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Outlook may be there")
def test_where_there_is_no_outlook_drafts_are_named_instead() -> None:
    with pytest.raises(OutlookMissingError, match="--enviar borradores"), Outlook():
        pass


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("300 123 4567", "573001234567"),
        ("+57 300-123-4567", "573001234567"),
        ("57 3001234567", "573001234567"),
        ("+1 (305) 555 0100", "13055550100"),
    ],
)
def test_a_number_gets_its_country(phone: str, digits: str) -> None:
    assert number(phone) == digits


@pytest.mark.parametrize("phone", ["", "hola", "123", "300123456x", "٣٠٠١٢٣٤٥٦٧"])
def test_what_is_no_number_gives_no_link(phone: str) -> None:
    with pytest.raises(PhoneError):
        number(phone)


def test_a_long_list_leaves_the_total_and_the_way_out_in_its_link() -> None:
    text = "\n".join(
        ["Señores", *(f"- Factura FV-{n}: $ 1.000.000" for n in range(90))]
    )
    text += "\nTotal por pagar: $ 90.000.000\nSi prefiere que no le escribamos, dígalo."
    said = unquote(link("3001234567", text).partition("text=")[2])
    shown = said.count("Factura")
    assert (40 < shown < 90, len(said) <= 1500) == (True, True)
    assert f"\n- y {90 - shown} documentos más, en el total\nTotal por pagar" in said
    assert said.endswith(text.splitlines()[-1])


def test_a_text_is_whole_in_its_link() -> None:
    text = "Saldo: $ 1.190.000 & más?\n#1 «ñ»"
    assert link("3001234567", text).isascii()
    assert link("3001234567", text).count("&") == 0
