"""How the schema came to be: numbered steps, each written once and never changed."""
