"""A live poll: the page where the room votes, the presenter's page, and the votes that come in."""
