"""Writing PowerPoint: slides compiled to parts, decks linked from them."""
