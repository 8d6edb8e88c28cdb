from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "wanghuo.interfaces.console"
    label = "console"

    def ready(self) -> None:
        from wanghuo.foundation.support.listings import trees
        from wanghuo.interfaces.console import organization_tree

        trees.provide(organization_tree.nodes_seen_by)
