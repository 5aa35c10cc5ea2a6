"""PowerPoint templates as brands: taken in as they are, their layouts bound to what slide kinds ask for."""
