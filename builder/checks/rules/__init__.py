"""The rules: one file each, named for the fact that it checks, registered by being there."""
