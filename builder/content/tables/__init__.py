"""Tables in files (CSV, TSV, workbooks, JSON, YAML): one reader for audience lists, data files and the glossary."""
