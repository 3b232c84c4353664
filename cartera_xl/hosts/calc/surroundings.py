"""What LibreOffice is started with of the environment."""

from __future__ import annotations

import os


def surroundings() -> dict[str, str]:
    """Return the environment without what belongs to another Python.

    LibreOffice looks for the library of its own Python along PATH, and dies where a
    manager of versions (pyenv) put another there.
    """
    own = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYENV"))}
    return own | {"PATH": os.defpath} if os.name == "posix" else own
