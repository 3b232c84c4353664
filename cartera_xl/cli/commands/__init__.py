"""The commands: each reads its options, calls one action and says what came of it."""
