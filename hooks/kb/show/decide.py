"""From what readers choose to a shortlist, on one sheet of paper.

Each directive shows all of a kind, which is what stands there without JavaScript. Each item carries
the choices that it fits; the script puts those that fit what is chosen onto the sheet.
"""

from __future__ import annotations

from kb.facts.decide import answer_of, asked, aspects_asked, options, vendor_tokens
from kb.facts.maturity import edition_or_latest
from kb.facts.vendors import choose
from kb.model.base import Text
from kb.show.directive import Context, Fragment, directive


@directive(
    about=Text(
        ko="읽는 사람이 고르는 양식과, 고른 것에 맞는 것을 모은 한 장을 보인다. 자바스크립트가 있어야 나온다.",
        en="The form in which readers choose, and the sheet of what fits. Needs JavaScript.",
    ),
    examples=("decide()",),
)
def decide(context: Context) -> Fragment:
    """Every question with its choices, and an empty sheet; the choice stands in the address."""
    facts = context.project.facts
    questions = [(question, options(facts, question)) for question in facts.questions.values()]
    return context.block("decide", questions=questions, asked=asked)


@directive(
    about=Text(
        ko="벤더마다 상태, 라이선스, 배포, 고를 때 확인하는 답, 기능을 모두 표로 보인다.",
        en="Every vendor as a row: status, licence, deployment, the answers that decide, capabilities.",
    ),
    examples=("candidates()",),
)
def candidates(context: Context) -> Fragment:
    """All vendors with what choices look at; those that have ended fit no choice and come last."""
    facts = context.project.facts
    every = choose(facts)
    every.sort(key=lambda vendor: vendor.status.value == "discontinued")
    return context.block(
        "candidates",
        vendors=[(vendor, vendor_tokens(facts, vendor)) for vendor in every],
        aspects=[facts.aspects[id] for id in aspects_asked(facts)],
        answer_of=answer_of,
    )


@directive(
    about=Text(
        ko="보기마다 붙는 우리 제언을 출처와 함께 모두 보인다.",
        en="Our advice to each choice, with its sources.",
    ),
    examples=("choice_advice()",),
)
def choice_advice(context: Context) -> Fragment:
    """A line for each choice that comes with advice, by question."""
    facts = context.project.facts
    found = [
        (question, [option for option in options(facts, question) if option.choice])
        for question in facts.questions.values()
    ]
    told = [(q, own) for q, own in found if any(o.choice and o.choice.text for o in own)]
    return context.block("choice_advice", questions=told)


@directive(
    about=Text(
        ko="계약에 넣자고 제안하는 조항을 기대는 출처와 함께 모두 보인다.",
        en="The clauses that we propose for a contract, with what they rest on.",
    ),
    examples=("clauses()",),
)
def clauses(context: Context) -> Fragment:
    """All clauses in the order of the file, those that are bound to a choice with its name."""
    return context.block("clauses", clauses=list(context.project.facts.clauses.values()))


@directive(
    about=Text(
        ko="고를 수 있는 할 일마다 그 기술의 가장 최근 판의 성숙도를 보인다.",
        en="The latest level of the technology of each task that readers may choose.",
    ),
    examples=("task_levels()",),
)
def task_levels(context: Context) -> Fragment:
    """A line for each capability and technology of it that the latest edition assesses."""
    facts = context.project.facts
    edition = edition_or_latest(facts, None)
    tasks = [
        (kind, facts.technologies[id], edition.assessments[id])
        for kind in facts.capabilities.values()
        for id in kind.technologies
        if id in edition.assessments
    ]
    questions = [question for question in facts.questions.values() if question.capabilities]
    return context.block("task_levels", tasks=tasks, questions=questions, edition=edition)
