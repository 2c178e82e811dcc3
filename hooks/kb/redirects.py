"""Published addresses, and what has moved: `data/addresses.txt` and `data/redirects.yml`.

`addresses.txt` has the address of every page that was ever published, one a line, sorted: `/`,
`/market/size/`. `redirects.yml` says where something has gone, in the order of the moves, so that
of several old names the first one is the one that was published first:

    /vendors/foo/: /vendors/bar/
    /market/size/#forecast: /market/size/#outlook
    /updates/vendors/foo.xml: /updates/vendors/bar.xml
    vendors.foo: vendors.bar

An address is the Korean one and stands for the English one, too. A name without a slash is a
record's, as collection and id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.addresses import page_at, site_address
from kb.facts.load import document
from kb.memo import Memo, question, text
from kb.project import DOCS, keys

ADDRESSES = "data/addresses.txt"
REDIRECTS = "data/redirects.yml"


@question
def published(memo: Memo) -> tuple[str, ...] | None:
    """The addresses of pages that were ever published; None for a project that keeps no list."""
    content = text(memo, ADDRESSES)
    return None if content is None else tuple(filter(None, map(str.strip, content.splitlines())))


def address_list(addresses: Iterable[str]) -> str:
    """The file of these addresses, each once and sorted."""
    return "".join(f"{address}\n" for address in sorted({*addresses}))


@question
def redirects(memo: Memo) -> Mapping[str, str]:
    """Where what has moved is now, by its old address or name, oldest first."""
    file, _ = document(memo, REDIRECTS)
    found = file.value if file and isinstance(file.value, dict) else {}
    return {old: new for old, new in found.items() if isinstance(new, str)}


@question
def pages_by_address(memo: Memo) -> Mapping[str, str]:
    """The key of each page by its address."""
    return {site_address(key): key for key in keys(memo)}


def page_of(memo: Memo, address: str) -> str | None:
    """Key of the page that an address leads to, whatever place on it; None where there is none."""
    return pages_by_address(memo).get(address.partition("#")[0])


def page_meant(memo: Memo, name: str) -> str:
    """The key of the page that a name means, however it is typed: a key, a file such as
    `docs/market/size.en.md`, an address, the folder of an overview (`market/regulation`).

    A name of no page comes back as the key that it would have.
    """
    typed = name.strip().replace("\\", "/").removeprefix("./").strip("/")
    key, _ = page_at(typed.removeprefix(f"{DOCS}/"))
    return page_of(memo, site_address(key)) or key


@question
def page_now(memo: Memo, key: str) -> str:
    """Key of the page that is now what was once published under a key that code names."""
    moved = redirects(memo).get(site_address(key))
    return (page_of(memo, moved) if moved else None) or key


@question
def first_address(memo: Memo, address: str) -> str:
    """Under what address something was first published, by which programs know it."""
    return next((old for old, new in redirects(memo).items() if new == address), address)


@question
def former_ids(memo: Memo, collection: str, id: str) -> tuple[str, ...]:
    """The ids under which a record was published before, oldest first."""
    start, now = f"{collection}.", f"{collection}.{id}"
    return tuple(
        old.removeprefix(start)
        for old, new in redirects(memo).items()
        if new == now and old.startswith(start)
    )


@question
def moved_from(memo: Memo, key: str) -> tuple[tuple[str, str], ...]:
    """Old places on a page with the address where each is now."""
    start = f"{site_address(key)}#"
    return tuple(
        (old.removeprefix(start), new)
        for old, new in redirects(memo).items()
        if old.startswith(start)
    )
