"""Laws and orders whose wording comes with the product."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from wanghuo.foundation.rulebook.citations import Instrument
from wanghuo.foundation.rulebook.texts import Article
from wanghuo.interfaces.api.v1.routers.rules import (
    Bilingual,
    Moment,
    bilingual,
    reader,
    when_and_where,
)
from wanghuo.interfaces.api.v1.routing import read
from wanghuo.registers.policy import selectors

router = Router(tags=["rules"])


class InstrumentOut(Schema):
    code: str
    title: Bilingual
    number: str
    issued_by: Bilingual
    since: date | None
    until: date | None


class InstrumentList(Schema):
    items: list[InstrumentOut]


class ArticleOut(Schema):
    number: str
    chapter: str
    heading: str
    paragraphs: list[str]


class TextOut(Schema):
    instrument: InstrumentOut
    version: str
    origin: Bilingual
    articles: list[ArticleOut]


class ArticleRead(ArticleOut):
    cited_by: list[str]


@read(router, "/texts/", shape=InstrumentList, summary="Instruments whose wording is here")
def texts(request: HttpRequest) -> dict[str, Any]:
    reader(request)
    return {"items": [instrument_out(one) for one in selectors.shipped_texts()]}


@read(router, "/texts/{str:code}/", shape=TextOut, summary="One of them, article by article")
def text(request: HttpRequest, code: str) -> dict[str, Any]:
    reader(request)
    found = selectors.text_page(code)
    return {
        "instrument": instrument_out(found.instrument),
        "version": found.text.version,
        "origin": bilingual(found.text.origin),
        "articles": [article_out(one) for one in found.text.articles.values()],
    }


@read(
    router, "/texts/{str:code}/{str:article}/", shape=ArticleRead,
    summary="One article, with the keys of the rules that cite it",
)  # fmt: skip
def article(request: HttpRequest, code: str, article: str, moment: Query[Moment]) -> dict[str, Any]:
    found = selectors.article_page(code, article, **when_and_where(moment, reader(request)))
    return article_out(found.article) | {"cited_by": [touch.key for touch in found.cited_by]}


def instrument_out(one: Instrument) -> dict[str, Any]:
    since, until = one.in_force
    return {
        "code": one.code,
        "title": bilingual(one.title),
        "number": one.number,
        "issued_by": bilingual(one.issued_by),
        "since": since,
        "until": until,
    }


def article_out(one: Article) -> dict[str, Any]:
    return {
        "number": one.number,
        "chapter": one.chapter,
        "heading": one.heading,
        "paragraphs": list(one.paragraphs),
    }
