"""Which Korean a translation translates, section by section and string by string.

A pin is a short hash of the Korean that was translated. It stands with the translation, in the
front matter of an English page or in `data/translation.lock`; where the Korean of today gives
another one, the translation is stale.
"""
