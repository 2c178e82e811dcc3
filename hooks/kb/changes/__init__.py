"""What a change means: the project of a git revision beside the one in the folder.

One memo reads both, one after the other, so only what differs is worked out twice, and what an
answer read says why it differs. `snapshot` is what is compared, `records`, `reasons`, `pages` what
became of it, `report` all of it, `write` and `comment` how it is told.
"""
