"""What pages may call. One file is one directive; this tuple is the registry."""

from __future__ import annotations

from collections.abc import Mapping

from kb.directives.a_z import a_z
from kb.directives.cagr import cagr
from kb.directives.chart import chart, maturity_radar, maturity_timeline
from kb.directives.cite import cite
from kb.directives.core import Directive
from kb.directives.corrections import corrections
from kb.directives.data_reference import data_reference
from kb.directives.directive_reference import directive_reference
from kb.directives.estimates_table import estimates_table
from kb.directives.figure import figure
from kb.directives.glossary import glossary
from kb.directives.headline import headline
from kb.directives.level import level
from kb.directives.lists import LISTS
from kb.directives.maturity_card import maturity_card
from kb.directives.maturity_moves import maturity_moves
from kb.directives.maturity_table import maturity_table
from kb.directives.outlook_item import outlook_item
from kb.directives.regulation import regulation
from kb.directives.sources import sources
from kb.directives.surveys import surveys
from kb.directives.technology import technology
from kb.directives.translation_status import translation_status
from kb.directives.trend import trend
from kb.directives.vendor import vendor
from kb.directives.vendor_card import vendor_card
from kb.directives.vendor_events import vendor_events
from kb.directives.vendor_list import vendor_list
from kb.directives.vendor_matrix import vendor_matrix

DIRECTIVES: Mapping[str, Directive] = {
    directive.name: directive
    for directive in (
        headline,
        figure,
        cite,
        cagr,
        estimates_table,
        chart,
        surveys,
        regulation,
        maturity_table,
        maturity_radar,
        maturity_timeline,
        maturity_moves,
        maturity_card,
        level,
        technology,
        vendor,
        vendor_card,
        vendor_list,
        vendor_matrix,
        vendor_events,
        trend,
        outlook_item,
        corrections,
        glossary,
        sources,
        a_z,
        *LISTS,
        directive_reference,
        data_reference,
        translation_status,
    )
}
