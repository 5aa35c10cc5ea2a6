"""One file per tool that polls are taken to; a tool is there because its file is."""
