"""Recordatorios: who is written to, the messages, and what became of each."""
