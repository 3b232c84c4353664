"""A mail as bytes: one recipient, headers that nothing can be slipped into."""
