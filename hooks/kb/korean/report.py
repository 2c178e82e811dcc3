"""Words by which a Korean sentence says that it passes on what somebody else says."""

from __future__ import annotations

import re

_REPORT = re.compile(
    r"전해|전한|옮긴 글|글은 [^.]*옮긴다|글에 함께 나오|짚[었는]|블로그|따르면|인용|보도|알려|소개[한된되]|주장|글에서 확인|"
    r"다고 (?:한다|했다|한 |하며|하고|밝|적|쓴|썼|본|설명|말)|라고 (?:한다|했다|밝|적|쓴|썼|설명|말)"
)


def is_reported(sentence: str) -> bool:
    """Whether a sentence says that it is a report."""
    return bool(_REPORT.search(sentence))
