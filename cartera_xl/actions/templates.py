"""Plantillas: what is wrong with a company's own, and a copy to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.outbox.documents import templates as documents
from cartera_xl.outbox.templating import sources
from cartera_xl.outbox.templating.reviewing import review as reviewed

if TYPE_CHECKING:
    from pathlib import Path

    from cartera_xl.outbox.templating.fault import Fault


def review(own: Path | None) -> list[Fault]:
    """Return every fault of the templates in force, with its file and line.

    Raises:
        TemplatesUnreadableError: a file is no text.
    """
    return reviewed(sources.sources(own))


def copy(folder: Path) -> list[Path]:
    """Copy our templates, of mails and of documents; return what was written.

    Raises:
        CopyExistsError: templates are there already; nothing is written.
    """
    papers = documents.templates()
    if there := [one.name for one in papers if (folder / one.name).exists()]:
        raise sources.CopyExistsError(folder, there)
    return [*sources.copy(folder), *documents.copy(papers, folder)]
