"""
Sentences of Django that its own Chinese catalog lacks, so that ours translates them.

Named here so that ``./run messages`` finds them; ``tests/architecture/test_language.py`` finds
what a new Django lacks.
"""

from django.utils.translation import ngettext_lazy

from wanghuo.foundation.kernel.words import gettext_noop

TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
NO_SUCH_CHOICE = gettext_noop("%(model)s instance with %(field)s %(value)r is not a valid choice.")
