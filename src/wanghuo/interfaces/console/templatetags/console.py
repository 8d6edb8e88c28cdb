"""Tags every template may use: icons, addresses with changed parameters, forms accepted once."""

from typing import Any
from uuid import UUID

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wanghuo.foundation.kernel.ids import uuid7

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a ``label`` it is decoration and stays unread."""
    address = f"{static('console/vendor/icons/icons.svg')}#{name}"
    if not label:
        return format_html(
            '<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address
        )
    return format_html(
        '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address
    )


@register.simple_tag(takes_context=True)
def address(context: template.Context, **changes: Any) -> str:
    """Return the query string of this page with some parameters changed; None drops one."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


class FormTokensNode(CsrfTokenNode):
    """Django's token against forgery, and one by which a form is accepted once."""

    def render(self, context: template.Context) -> SafeString:
        tokens = SafeString(super().render(context))
        if not tokens:
            return tokens
        once: UUID = uuid7()
        return tokens + format_html('<input type="hidden" name="_once" value="{}">', once)


@register.tag
def csrf_token(parser: template.base.Parser, token: template.base.Token) -> FormTokensNode:
    """Replace Django's tag, so that no form of any room can be accepted twice."""
    return FormTokensNode()
