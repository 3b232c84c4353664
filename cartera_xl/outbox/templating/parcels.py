"""What two processes tell each other: a length, then JSON, which runs nothing."""

from __future__ import annotations

import json
from typing import IO, Any, Final

_HEAD: Final = 8  # bytes that hold the length


def send(stream: IO[bytes], value: Any) -> None:
    """Write a value."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(len(body).to_bytes(_HEAD, "big") + body)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a value; None where the other side has ended."""
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        return None
    length = int.from_bytes(head, "big")
    body = stream.read(length)
    if len(body) < length:
        return None
    return json.loads(body.decode("utf-8", "surrogatepass"))
