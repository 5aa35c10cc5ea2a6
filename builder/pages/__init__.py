"""Pages: a fitted slide with the place of every line, drawn without PowerPoint."""
