"""What pages may call. One file is one directive; this tuple is the registry."""

from __future__ import annotations

from collections.abc import Mapping

from kb.show.a_z import a_z
from kb.show.cagr import cagr
from kb.show.chart import chart, maturity_radar, maturity_timeline
from kb.show.cite import cite
from kb.show.claims import claim_search, claims
from kb.show.coming_dates import coming_dates
from kb.show.corrections import corrections
from kb.show.data_files import data_files, data_licence
from kb.show.data_reference import data_reference
from kb.show.deals import deals
from kb.show.directive import Directive
from kb.show.directive_reference import directive_reference
from kb.show.estimates_table import estimates_table
from kb.show.figure import figure
from kb.show.glossary import glossary
from kb.show.headline import headline
from kb.show.level import level
from kb.show.lists import LISTS
from kb.show.market_range import market_range
from kb.show.maturity_card import maturity_card
from kb.show.maturity_moves import maturity_moves
from kb.show.maturity_table import maturity_table
from kb.show.outlook_item import outlook_item
from kb.show.providers import providers
from kb.show.record_uses import record_uses
from kb.show.regulation import regulation
from kb.show.review_queue import review_queue
from kb.show.rule_reference import rule_reference
from kb.show.sources import sources
from kb.show.surveys import surveys
from kb.show.technology import technology
from kb.show.translation_status import translation_status
from kb.show.trend import trend
from kb.show.updates import updates, updates_in
from kb.show.vendor import vendor
from kb.show.vendor_card import vendor_card
from kb.show.vendor_compare import vendor_compare
from kb.show.vendor_events import vendor_events
from kb.show.vendor_list import vendor_list
from kb.show.vendor_matrix import vendor_matrix

DIRECTIVES: Mapping[str, Directive] = {
    directive.name: directive
    for directive in (
        headline,
        figure,
        cite,
        cagr,
        estimates_table,
        market_range,
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
        vendor_compare,
        vendor_events,
        providers,
        deals,
        trend,
        outlook_item,
        corrections,
        updates,
        updates_in,
        coming_dates,
        glossary,
        sources,
        claims,
        claim_search,
        a_z,
        data_files,
        data_licence,
        *LISTS,
        directive_reference,
        data_reference,
        record_uses,
        rule_reference,
        translation_status,
        review_queue,
    )
}
