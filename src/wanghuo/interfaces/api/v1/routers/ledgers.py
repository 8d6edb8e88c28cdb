"""Ledgers: which there are, what paper each retires, and their rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.kernel.words import Term
from wanghuo.foundation.support.listings import Listing
from wanghuo.foundation.support.listings.columns import Column, written
from wanghuo.foundation.support.listings.shown import Shown
from wanghuo.insight.analytics import selectors
from wanghuo.interfaces.api.v1.authentication import caller
from wanghuo.interfaces.api.v1.lists import Paging, page
from wanghuo.interfaces.api.v1.routing import read
from wanghuo.registers.access import services as gate

router = Router(tags=["ledgers"])

Cell = str | int | bool | None


class ColumnOut(Schema):
    key: str
    label: str


class LedgerOut(Schema):
    key: str
    title: str
    replaces: list[str] = Field(description="the paper ledgers it retires")
    why: str
    columns: list[ColumnOut]
    filters: list[ColumnOut] = Field(description="query parameters that narrow its rows")
    orders: list[str] = Field(description="values of the query parameter `order`")


class LedgerList(Schema):
    items: list[LedgerOut]


class LedgerRow(Schema):
    id: UUID
    cells: dict[str, Cell] = Field(description="by key of the column; words as a reader sees them")


class LedgerPage(Schema):
    columns: list[ColumnOut]
    items: list[LedgerRow]
    next: str | None


@read(router, "/ledgers/", shape=LedgerList, summary="The ledgers and the paper each retires")
def ledgers(request: HttpRequest) -> dict[str, Any]:
    gate.require(caller(request), "analytics.view")
    return {
        "items": [
            {
                "key": ledger.key,
                "title": str(ledger.listing.title),
                "replaces": [str(paper) for paper in ledger.replaces],
                "why": str(ledger.why),
                "columns": columns_of(ledger.listing),
                "filters": [
                    {"key": name, "label": str(one.label)}
                    for one in ledger.listing.filters
                    for name in one.parameters
                ],
                "orders": list(ledger.listing.orders),
            }
            for ledger in selectors.LEDGERS.values()
        ]
    }


@read(router, "/ledgers/{slug:key}/", shape=LedgerPage, summary="Rows of one ledger")
def ledger(
    request: HttpRequest, key: str, paging: Query[Paging], order: str = ""
) -> dict[str, Any]:
    """Narrowed by the ledger's filters as query parameters, the same as its page."""
    gate.require(caller(request), "analytics.view")
    found = selectors.LEDGERS.get(key)
    if found is None:
        raise NotFound()
    shown = Shown(request, found.listing, found.rows(caller(request)))
    rows = page(shown.queryset, paging, order=shown.order)
    return {
        "columns": columns_of(found.listing),
        "items": [
            {"id": row.pk, "cells": {one.key: cell(one, row) for one in found.listing.columns}}
            for row in rows["items"]
        ],
        "next": rows["next"],
    }


def columns_of(listing: Listing) -> list[dict[str, str]]:
    return [{"key": column.key, "label": str(column.label)} for column in listing.columns]


def cell(column: Column, row: Any) -> Cell:
    """Return a value as JSON has it: numbers and days plain, everything else in words."""
    value = column.read(row)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return written(value) if isinstance(value, Term) else str(value)
