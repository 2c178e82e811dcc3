"""Directives that show a whole collection through the template of the same name."""

from __future__ import annotations

from kb.model.base import Text
from kb.show.directive import Context, Directive, Fragment


def _whole(name: str, about: Text) -> Directive:
    def show(context: Context) -> Fragment:
        return context.block(name, records=context.project.facts.collection(name).values())

    show.__name__ = name
    show.__doc__ = f"All of `{name}`, in the order of the file."
    return Directive(show, about, examples=(f"{name}()",))


drivers = _whole(
    "drivers",
    Text(ko="시장을 키우는 동인을 카드로 모두 보인다.", en="All drivers of the market as cards."),
)
findings = _whole(
    "findings",
    Text(
        ko="연구의 주요 발견을 지금 상태와 함께 모두 보인다.",
        en="All main findings with their state now.",
    ),
)
levels = _whole(
    "levels",
    Text(ko="성숙도 단계와 그 기준을 보인다.", en="The maturity levels and their criteria."),
)
maturity_models = _whole(
    "maturity_models",
    Text(
        ko="공개된 MLOps 성숙도 모형을 나란히 보인다.",
        en="Published MLOps maturity models side by side.",
    ),
)
outlook = _whole(
    "outlook",
    Text(
        ko="다섯 해 전망과 지금 상태를 표로 모두 보인다.",
        en="The whole five-year outlook and its state now.",
    ),
)
strategies = _whole(
    "strategies",
    Text(ko="도입 전략을 우리 제언과 함께 모두 보인다.", en="All strategies with our advice."),
)
trends = _whole("trends", Text(ko="모든 동향을 카드로 보인다.", en="All trends as cards."))
