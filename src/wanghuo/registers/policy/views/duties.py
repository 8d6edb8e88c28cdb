"""My duties (职责清单): what my post has to do about fire safety, and why."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wanghuo.foundation.support import clock
from wanghuo.registers.access.requests import SignedIn
from wanghuo.registers.policy import selectors


@login_required
@require_GET
def my_duties(request: SignedIn) -> HttpResponse:
    """GET /my-duties/: the duties of each post the person holds, or of one that is asked for."""
    lists = selectors.duty_lists(request.user, on=clock.today(), post=request.GET.get("post", ""))
    return render(
        request, "policy/my_duties.html", {"lists": lists, "posts": selectors.posts_with_duties()}
    )
