"""Renaming and moving: what a name means, what has to be written, and whether all stays well.

`names` reads what is to be moved and where to, `pages` and `records` say what is written elsewhere
for it, by the spans of what was read, and `plan` puts it together, tries it and tells what breaks.
"""
