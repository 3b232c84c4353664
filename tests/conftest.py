"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no failure: no test is about time.
settings.register_profile("cartera", deadline=None)
settings.load_profile("cartera")
