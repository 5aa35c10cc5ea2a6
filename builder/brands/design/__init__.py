"""Templates drawn from design tokens: theme, master, layouts, table style, notes master."""
