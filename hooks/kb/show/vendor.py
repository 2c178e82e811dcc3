"""Names of a vendor for a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.base import Text, VendorRef
from kb.show.directive import Context, directive


@dataclass(frozen=True)
class VendorNames:
    """What a sentence may say of a vendor."""

    name: str
    company: str
    summary: str


@directive(
    about=Text(
        ko="벤더의 이름을 쓴다. 점 뒤에 name(제품), company, summary를 붙인다.",
        en="A vendor in words: add .name (of the product), .company or .summary.",
    ),
    arguments={
        "vendor": Text(ko="어느 벤더인지", en="Which vendor"),
    },
    examples=('vendor("sagemaker").name | josa("은/는")',),
    inline=True,
)
def vendor(context: Context, vendor: VendorRef) -> VendorNames:
    """name (of the product), company and summary, plain, in the reader's language."""
    record = context.project.facts.vendors[vendor]
    return VendorNames(record.product.name, context.tr(record.company), context.tr(record.summary))
