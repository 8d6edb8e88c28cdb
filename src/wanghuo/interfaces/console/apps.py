from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "wanghuo.interfaces.console"
    label = "console"

    def ready(self) -> None:
        from wanghuo.foundation.support.listings import trees, views
        from wanghuo.interfaces.console import exports, organization_tree

        trees.provide(organization_tree.nodes_seen_by)
        views.export_in_background_with(exports.in_background)
