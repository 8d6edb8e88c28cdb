"""Help: how the work goes, the keyboard, and a page behind each page's help link."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

TOPICS = {
    "work": _("How the work goes"),
    "lists": _("Lists, filters and export"),
    "keyboard": _("Keyboard"),
    "forms": _("Forms: nothing typed is lost"),
    "administration": _("People, posts and the journal"),
}


@login_required
@require_GET
def help_page(request: HttpRequest, topic: str = "work") -> HttpResponse:
    """GET /help/ and /help/TOPIC/."""
    if topic not in TOPICS:
        raise Http404
    language = "en" if get_language() == "en" else "zh"
    context = {"topics": TOPICS, "topic": topic, "title": TOPICS[topic]}
    return render(request, f"console/help/{language}/{topic}.html", context)
