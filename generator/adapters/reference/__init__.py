"""The documentation that is made from the code, so that the two cannot drift; `__main__` writes it or checks it."""
