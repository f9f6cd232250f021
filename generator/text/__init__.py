"""Work on strings of any content: inline markup, escaping, templates, and the catalogue of interface texts."""
