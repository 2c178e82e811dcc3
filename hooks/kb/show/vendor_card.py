"""One vendor, whole."""

from __future__ import annotations

from kb.model.base import VendorRef
from kb.show.directive import Context, Fragment, directive


@directive(examples=('vendor_card("sagemaker")',))
def vendor_card(context: Context, vendor: VendorRef) -> Fragment:
    """Facts, what the brief says, events, capabilities, and whom it suits."""
    return context.block("vendor_card", vendor=context.project.facts.vendors[vendor])
