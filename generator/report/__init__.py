"""Problems and the quality of the data in print: text, JSON, tables, annotations."""
