"""The sub-ledger on disk: the only place that knows SQLAlchemy."""
