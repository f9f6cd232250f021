"""Reports of problems and of data quality: text, JSON, tables, annotations."""
