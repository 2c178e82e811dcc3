"""One vendor, whole."""

from __future__ import annotations

from kb.directives.core import Context, Fragment, directive
from kb.model.base import VendorRef


@directive(reads=("vendors", "capabilities"), examples=('vendor_card("sagemaker")',))
def vendor_card(context: Context, vendor: VendorRef) -> Fragment:
    """Facts, what the brief says, events, capabilities, and whom it suits."""
    return context.block("vendor_card", vendor=context.project.facts.vendors[vendor])
