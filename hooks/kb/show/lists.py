"""Directives that show a whole collection through the template of the same name."""

from __future__ import annotations

from kb.show.directive import Context, Directive, Fragment


def _whole(name: str) -> Directive:
    def show(context: Context) -> Fragment:
        return context.block(name, records=context.project.facts.collection(name).values())

    show.__name__ = name
    show.__doc__ = f"All of `{name}`, in the order of the file."
    return Directive(show, examples=(f"{name}()",))


LISTS = tuple(
    _whole(name)
    for name in (
        "drivers",
        "findings",
        "levels",
        "maturity_models",
        "outlook",
        "roadmap",
        "strategies",
        "trends",
    )
)
