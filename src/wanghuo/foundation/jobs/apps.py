from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "wanghuo.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        from wanghuo.foundation.jobs import receivers  # noqa: F401
