"""A mail is what was meant: one recipient, our headers, files that are only names."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import unquote
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_xl.errors import CarteraError
from cartera_xl.outbox.mail.address import AddressError, address
from cartera_xl.outbox.mail.attachment import (
    TYPES,
    Attachment,
    AttachmentError,
    file_name,
)
from cartera_xl.outbox.mail.identity import Identity, message_id
from cartera_xl.outbox.mail.message import HeaderError, Mail, as_bytes
from tests.acceptance.reminders.hostile_mails import (
    ADDRESSES,
    COUNT,
    FILES,
    HEADERS,
    KEPT,
)

if TYPE_CHECKING:
    from email.message import EmailMessage

NOON: Final = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
PLAIN: Final = Mail(
    message_id(Identity(1, 2, 3, "nivel-1", 1), "libro"),
    "Distribuciones Andinas",
    "cartera@andinas.example",
    "pagos@cliente.example",
    "Recordatorio de pago",
    "<p>Su saldo es $ 1.190.000, Ñandú.</p>",
    "Su saldo es $ 1.190.000, Ñandú.\n",
    NOON,
)
HEADERS_OF_ALL: Final = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("Content-Type", "MIME-Version"),
}


def with_text(field: str, text: str) -> Mail:
    """Return a mail of which one text is another."""
    return Mail(**{**PLAIN._asdict(), field: text})


def read(data: bytes) -> EmailMessage:
    """Read a mail as a strict reader does."""
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert not found.defects
    return found


def assert_ordinary(mail: Mail) -> EmailMessage:
    """Assert that a mail has one recipient, our headers and our two texts, no more."""
    data = as_bytes(mail)
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    found = read(data)
    assert set(found.keys()) == HEADERS_OF_ALL
    assert len(found.keys()) == len(HEADERS_OF_ALL)
    assert [a.addr_spec for a in found["To"].addresses] == ["pagos@cliente.example"]
    assert [a.addr_spec for a in found["From"].addresses] == ["cartera@andinas.example"]
    html, text = found.get_body(("html",)), found.get_body(("plain",))
    assert html is not None
    assert text is not None
    assert (html.get_content(), text.get_content()) == (PLAIN.html, PLAIN.text)
    return found


def sender_name(mail: Mail) -> str:
    """Read the sender's name; the newer reader loses it in several encoded words."""
    raw = email.message_from_bytes(as_bytes(mail))["From"]
    whole = str(make_header(decode_header(raw)))
    return unquote(whole.removesuffix("<cartera@andinas.example>").strip())


def test_a_mail_reads_back_as_it_was_meant() -> None:
    found = assert_ordinary(PLAIN)
    assert found["Subject"] == PLAIN.subject
    assert found["Message-ID"] == "<m1.c2.p3.nivel-1.r1@libro.cartera>"
    assert found["Date"].datetime == NOON


def test_there_are_two_hundred_payloads() -> None:
    assert COUNT >= 200


@pytest.mark.parametrize("text", ADDRESSES)
def test_what_is_not_one_address_is_refused(text: str) -> None:
    for field in ("recipient", "sender", "reply_to"):
        if text or field != "reply_to":
            with pytest.raises(AddressError):
                as_bytes(with_text(field, text))


@pytest.mark.parametrize("text", HEADERS)
def test_no_line_end_comes_into_a_header(text: str) -> None:
    for field in ("subject", "sender_name", "message_id"):
        with pytest.raises(HeaderError):
            as_bytes(with_text(field, text))


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_hostile_arrives_as_it_was_written(text: str) -> None:
    mail = PLAIN._replace(subject=text, sender_name=text)
    assert assert_ordinary(mail)["Subject"] == text
    assert sender_name(mail) == text


@pytest.mark.parametrize("text", FILES)
def test_a_file_name_is_a_name_or_refused(text: str) -> None:
    try:
        name = file_name(text)
    except AttachmentError:
        return
    assert re.fullmatch(r"[A-Za-z0-9_~-][A-Za-z0-9._ -]*\.(pdf|xml|zip|xlsx)", name)
    assert len(name) <= 120
    assert not re.match(r"(con|nul|aux|prn|com\d|lpt\d)(\.|$)", name, re.IGNORECASE)
    data = as_bytes(PLAIN._replace(attachments=(Attachment(name, b"%PDF-1.7"),)))
    [part] = [p for p in read(data).walk() if p.get_filename()]
    assert part.get_filename() == name
    assert part.get_content() == b"%PDF-1.7"
    assert part.get_content_type() == "application/pdf"


@given(st.text(max_size=80))
def test_no_subject_becomes_anything_but_a_subject(text: str) -> None:
    try:
        found = assert_ordinary(PLAIN._replace(subject=text, sender_name=text))
    except CarteraError:
        assert not text.isprintable()
    else:
        assert found["Subject"].strip() == text.strip()


@given(st.text(max_size=40))
def test_whatever_passes_as_an_address_is_one_recipient(text: str) -> None:
    try:
        one = address(text)
    except AddressError:
        return
    found = read(as_bytes(PLAIN._replace(recipient=text)))
    assert [a.addr_spec for a in found["To"].addresses] == [one]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("pagos@cliente.example", "pagos@cliente.example"),
        (" Pagos.2@Cliente.Example ", "Pagos.2@cliente.example"),
        ("o'higgins+cartera@x-1.com.co", "o'higgins+cartera@x-1.com.co"),
        ("a@ñame.co", "a@xn--ame-6ma.co"),
    ],
)
def test_an_ordinary_address_is_taken(text: str, written: str) -> None:
    assert address(text) == written


def test_a_draft_says_that_it_was_not_sent() -> None:
    assert read(as_bytes(PLAIN, draft=True))["X-Unsent"] == "1"


@pytest.mark.parametrize("ending", TYPES)
def test_a_file_arrives_byte_for_byte(ending: str) -> None:
    content = bytes(range(256)) * 50
    sent = PLAIN._replace(attachments=(Attachment(f"x{ending}", content),))
    [part] = [p for p in read(as_bytes(sent)).walk() if p.get_filename()]
    assert part.get_payload(decode=True) == content
