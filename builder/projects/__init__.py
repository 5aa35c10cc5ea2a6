"""A project's folders, its sessions and cases, and the schemas of their files."""
