"""What stays on disk: the store of what was made, manifests of decks, names of files, ZIP archives."""
