"""What pages say of a record beside its name is what the record says, and reports are told as such.

Only what stands close to the name is looked at: a sentence may tell of an earlier state, of two
things at once, or of something that no record holds.
"""

from __future__ import annotations

from kb.rules.prose import amounts, dates, figures, hearsay, licences, versions

CHECKS = (
    *versions.CHECKS,
    *dates.CHECKS,
    *amounts.CHECKS,
    *figures.CHECKS,
    *licences.CHECKS,
    *hearsay.CHECKS,
)
