"""The local web server: live polls."""
