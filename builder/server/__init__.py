"""Local web servers: live polls, and the preview of a session."""
