"""The preview: a deck in the browser while it is written."""
