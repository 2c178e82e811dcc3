"""The knowledge base as a library: load facts, check them, render them, publish them.

Nothing here imports MkDocs; the adapters in `hooks/*.py` do.
"""
