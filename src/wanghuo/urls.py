"""Every room's addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("wanghuo.interfaces.api.v1.urls")),
]
