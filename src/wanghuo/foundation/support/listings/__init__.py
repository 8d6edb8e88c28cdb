"""
Lists: declared once, drawn, filtered, paged, exported and printed everywhere alike.

A room declares a ``Listing`` beside its view and answers with ``respond``::

    LIST = Listing(
        key="hazards",
        title=_("Hazards"),
        columns=[Column("premises", _("Premises"), "premises.name", link=address_of)],
        filters=[TermFilter("status", _("Status"), Status)],
        orders={"newest": ("-found_on", "-id")},
        empty=_("Hazards appear here when a visit finds one."),
    )

    def hazard_list(request):
        return listings.respond(request, LIST, selectors.visible(seen_by=request.user))

The filters stand in the address, so a list can be sent to a colleague. Cost of a page: one index
seek for its rows, one count that stops at ``COUNTED``, whatever the length of the list.
"""

from wanghuo.foundation.support.listings.columns import Column
from wanghuo.foundation.support.listings.export import write_workbook
from wanghuo.foundation.support.listings.filters import (
    ChoiceFilter,
    DateFilter,
    Filter,
    FlagFilter,
    OrganizationFilter,
    ReferenceFilter,
    TermFilter,
    TextFilter,
    YearFilter,
)
from wanghuo.foundation.support.listings.listing import BulkAct, Listing
from wanghuo.foundation.support.listings.views import chosen, respond

__all__ = [
    "BulkAct",
    "ChoiceFilter",
    "Column",
    "DateFilter",
    "Filter",
    "FlagFilter",
    "Listing",
    "OrganizationFilter",
    "ReferenceFilter",
    "TermFilter",
    "TextFilter",
    "YearFilter",
    "chosen",
    "respond",
    "write_workbook",
]
