"""Finding things: the index that the search worker reads, and the texts that it shows.

`language` what Korean and English endings are; `keys` text as keystrokes; `kinds` what places are
and what matches there are worth; `extract` records out of what pages hold; `parts` records in files
that are fetched when they are shown; `index` the file that finds them, in lists as of `postings`;
`fallback` all of it once more for the theme's own search; `files` what to write. Pure functions:
pages in, bytes out.
"""
