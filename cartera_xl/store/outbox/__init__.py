"""The outbox: messages are claimed by one sender, and marked before they go out.

Every step is a transaction of its own that holds the ledger's write lock: a payment is
either seen by the step or comes after it. A message changes state only from the state
that its sender believes it in.
"""
