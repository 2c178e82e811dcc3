"""MkDocs as the host: menu, frame and writing of pages that come finished.

Besides the hooks, only this package imports MkDocs.
"""
