"""The way to the digest of the whole site."""

from __future__ import annotations

from kb.addresses import BUILD
from kb.model.base import Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="사이트 전체의 지문이 적힌 파일로 잇는다.",
        en="Leads to the file with the digest of the whole site.",
    ),
    examples=("site_digest()",),
    inline=True,
)
def site_digest(context: Context) -> Fragment:
    """A link to the file that says of which files the site is made, for whoever holds a copy."""
    return context.inline("site_digest", BUILD, file=BUILD)
