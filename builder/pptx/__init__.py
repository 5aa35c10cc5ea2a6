"""PowerPoint: brands prepared with python-pptx, slides compiled to XML, decks linked from them."""
