"""What content is written in: YAML with positions, fields and records, expressions, Markdown, pictures, tables."""
