"""What is done to strings, whatever they say: inline markup, escaping, templates, the catalogue of our texts."""
