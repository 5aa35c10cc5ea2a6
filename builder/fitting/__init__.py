"""Fitting: text measured in the fonts that will show it, sizes decided, places given."""
