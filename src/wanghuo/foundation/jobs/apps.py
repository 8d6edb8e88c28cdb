from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "wanghuo.foundation.jobs"
    label = "jobs"
