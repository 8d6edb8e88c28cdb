"""Every room's addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wanghuo.registers.policy.urls")),
    path("documents/", include("wanghuo.registers.documents.urls")),
    path("api/v1/", include("wanghuo.interfaces.api.v1.urls")),
    path("", include("wanghuo.operations.inspections.urls")),
    path("premises/", include("wanghuo.registers.premises.urls")),
    path("hazards/", include("wanghuo.operations.hazards.urls")),
    path("plans/", include("wanghuo.insight.planning.urls")),
    path("", include("wanghuo.insight.analytics.urls")),
    path("", include("wanghuo.interfaces.console.urls")),
]

handler400 = "wanghuo.interfaces.console.views.errors.bad_request"
handler403 = "wanghuo.interfaces.console.views.errors.forbidden"
handler404 = "wanghuo.interfaces.console.views.errors.not_found"
handler500 = "wanghuo.interfaces.console.views.errors.server_error"
