"""The story: the passes in their order, and nothing else.

bytes by path -> read -> load -> validate -> merge -> check -> assemble -> compose -> render
"""
