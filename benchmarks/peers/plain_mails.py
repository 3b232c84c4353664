"""Reminders the obvious way: jinja2's own environment and `EmailMessage`."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path


def write(
    letters: Sequence[dict[str, Any]],
    templates: Path,
    folder: Path,
    name: str,
    sender: tuple[str, str],
    moment: datetime,
) -> None:
    """Write an .eml file for each letter's data; templates are compiled once."""
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    html, text = (made.get_template(f"{name}.{end}") for end in ("html", "txt"))
    for number, data in enumerate(letters, 1):
        subject, _, body = text.render(data).partition("\n")
        mail = EmailMessage()
        mail["From"] = f"{sender[0]} <{sender[1]}>"
        mail["To"] = recipient(number)
        mail["Subject"] = subject.removeprefix("Asunto:").strip()
        mail["Date"] = format_datetime(moment)
        mail["Message-ID"] = f"<{number}@libro.cartera>"
        mail["X-Unsent"] = "1"
        mail.set_content(body.lstrip("\n"))
        mail.add_alternative(html.render(data), subtype="html")
        (folder / f"{number}.eml").write_bytes(mail.as_bytes())


def recipient(number: int) -> str:
    """Return the address of the n-th letter."""
    return f"pagos@cliente{number}.example"
