"""The first page of every role, the search box, notifications and help."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wanghuo.foundation.kernel.refusals import NotFound
from wanghuo.foundation.support import clock
from wanghuo.insight.worklists import selectors as worklists
from wanghuo.interfaces.console import finding, overview
from wanghuo.registers.access.requests import SignedIn


@login_required
@require_GET
def home(request: SignedIn) -> HttpResponse:
    """GET /: the worklist of the reader's role."""
    today = clock.today()
    context = {
        "groups": worklists.groups(request.user, on=today),
        "today": today,
        **overview.of(request.user, on=today),
    }
    return render(request, "console/home.html", context)


@login_required
@require_GET
def work(request: SignedIn, key: str) -> HttpResponse:
    """GET work/KEY/: every line of one urgency."""
    today = clock.today()
    found = [g for g in worklists.groups(request.user, on=today) if g.key == key]
    if not found:
        raise NotFound()
    found[0].is_whole = True
    return render(request, "console/work.html", {"group": found[0], "today": today})


@login_required
@require_GET
def search(request: SignedIn) -> HttpResponse:
    """GET /search/?q=."""
    text = request.GET.get("q", "")
    found = finding.everything(text, seen_by=request.user)
    return render(request, "console/search.html", {"searched_for": text, "found": found})


@login_required
@require_GET
def notification_list(request: SignedIn) -> HttpResponse:
    """GET /notifications/."""
    groups = worklists.notifications(request.user, on=clock.today())
    return render(request, "console/notifications.html", {"groups": groups})
