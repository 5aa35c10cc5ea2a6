"""A deck as a session: our own as it was, others as kinds that are recognised."""
