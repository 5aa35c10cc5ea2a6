"""Templates made to be odd, and what must hold under each of them."""
