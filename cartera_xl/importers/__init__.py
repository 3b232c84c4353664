"""Documents that come from elsewhere, each importer in the same shape."""
