"""Finding things: the index that the search worker reads, and the A-Z page.

`language` what Korean and English endings are; `keys` text as keystrokes; `extract` records out of
built pages; `index` records into the index file; `fallback` the same for the theme's own search;
`az` titles and terms by initial. Pure functions: pages in, bytes out.
"""
