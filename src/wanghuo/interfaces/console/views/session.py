"""Signing in and out, language and brightness, a person's own particulars."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wanghuo.foundation.support import clock
from wanghuo.interfaces.console.context import THEME_COOKIE, THEMES
from wanghuo.interfaces.console.forms.session import NewPassword, SignIn
from wanghuo.registers.access import selectors as access_selectors
from wanghuo.registers.access import services as access
from wanghuo.registers.access.requests import SignedIn

A_YEAR = 365 * 24 * 3600


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Return where the reader wanted to go, if that is a page of this installation."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        return wanted
    return otherwise


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """GET, POST /sign-in/."""
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    form = SignIn(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert form.person is not None
        login(request, form.person)
        response = redirect(
            "console:change-password" if form.person.must_change_password else safe_next(request)
        )
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            _keep_cookie(response, settings.LANGUAGE_COOKIE_NAME, form.person.language)
        return response
    context = {"form": form, "next": safe_next(request, "")}
    status = 422 if form.errors else 200
    return render(request, "console/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """POST /sign-out/."""
    logout(request)
    return redirect("console:sign-in")


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """POST /preferences/: language or brightness, then back to the page."""
    response = redirect(safe_next(request))
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        _keep_cookie(response, settings.LANGUAGE_COOKIE_NAME, language)
        if request.user.is_authenticated:
            access.choose_language(person=request.user, language=language)
    theme = request.POST.get("theme")
    if theme in THEMES:
        _keep_cookie(response, THEME_COOKIE, theme)
    return response


@login_required
@sensitive_post_parameters("present", "password", "again")
@require_http_methods(["GET", "POST"])
def change_password(request: SignedIn) -> HttpResponse:
    """GET, POST /profile/password/."""
    form = NewPassword(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        access.change_password(person=request.user, password=password, at=clock.now())
        update_session_auth_hash(request, request.user)
        messages.success(request, gettext("The new password is in force."))
        return redirect("console:profile")
    status = 422 if form.errors else 200
    return render(request, "console/change_password.html", {"form": form}, status=status)


@login_required
def profile(request: SignedIn) -> HttpResponse:
    """GET /profile/."""
    context: dict[str, Any] = {
        "assignments": access_selectors.assignments_of(request.user),
        "language": translation.get_language_info(translation.get_language() or "zh-hans"),
    }
    return render(request, "console/profile.html", context)


def _keep_cookie(response: HttpResponse, name: str, value: str) -> None:
    secure = getattr(settings, "SESSION_COOKIE_SECURE", False)
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=secure)
