"""Translation: what a session says as catalogs, and sessions said in another language."""
