"""What is wrong with a value of a request, in the reader's language, by kind of error."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext

from wanghuo.foundation.kernel.refusals import filled
from wanghuo.foundation.kernel.words import gettext_noop

TOO_SMALL = gettext_noop("The value must be at least {limit}.")
TOO_LARGE = gettext_noop("The value must be at most {limit}.")
NOT_A_DAY = gettext_noop("Write a day as YYYY-MM-DD.")
NOT_AN_INSTANT = gettext_noop("Write an instant as 2026-03-01T09:00:00+08:00.")
NOT_A_NUMBER = gettext_noop("Write a number.")
NOT_WHOLE = gettext_noop("Write a whole number.")
NOT_YES_OR_NO = gettext_noop("Write true or false.")
NOT_A_LIST = gettext_noop("Send a list.")
NOT_AN_OBJECT = gettext_noop("Send an object with named values.")
NOT_AN_ID = gettext_noop("Write an id as a UUID.")
NO_SUCH_FIELD = gettext_noop("There is no value of this name here.")

SAYS = {
    "missing": gettext_noop("This value is missing."),
    "string_type": gettext_noop("Write text."),
    "string_too_short": gettext_noop("The text needs at least {min_length} characters."),
    "string_too_long": gettext_noop("The text has at most {max_length} characters."),
    "string_pattern_mismatch": gettext_noop("The text must match {pattern}."),
    "enum": gettext_noop("The value must be one of {expected}."),
    "literal_error": gettext_noop("The value must be one of {expected}."),
    "json_invalid": gettext_noop("The body is not readable JSON."),
    "greater_than": gettext_noop("The value must be more than {gt}."),
    "less_than": gettext_noop("The value must be less than {lt}."),
    "too_short": gettext_noop("The list needs at least {min_length} entries."),
    "too_long": gettext_noop("The list has at most {max_length} entries."),
    "decimal_max_digits": gettext_noop("The number has at most {max_digits} digits."),
    "decimal_max_places": gettext_noop("The number has at most {decimal_places} decimal places."),
    "extra_forbidden": NO_SUCH_FIELD,
    "greater_than_equal": TOO_SMALL,
    "less_than_equal": TOO_LARGE,
    "list_type": NOT_A_LIST,
    "bool_parsing": NOT_YES_OR_NO,
    "bool_type": NOT_YES_OR_NO,
    "int_parsing": NOT_WHOLE,
    "int_type": NOT_WHOLE,
    "int_from_float": NOT_WHOLE,
    "float_parsing": NOT_A_NUMBER,
    "float_type": NOT_A_NUMBER,
    "decimal_parsing": NOT_A_NUMBER,
    "decimal_type": NOT_A_NUMBER,
    "date_parsing": NOT_A_DAY,
    "date_type": NOT_A_DAY,
    "date_from_datetime_parsing": NOT_A_DAY,
    "date_from_datetime_inexact": NOT_A_DAY,
    "datetime_parsing": NOT_AN_INSTANT,
    "datetime_type": NOT_AN_INSTANT,
    "datetime_from_date_parsing": NOT_AN_INSTANT,
    "timezone_aware": NOT_AN_INSTANT,
    "uuid_parsing": NOT_AN_ID,
    "uuid_type": NOT_AN_ID,
    "uuid_version": NOT_AN_ID,
    "dict_type": NOT_AN_OBJECT,
    "model_type": NOT_AN_OBJECT,
    "model_attributes_type": NOT_AN_OBJECT,
}


def of(place: dict[str, Any]) -> str:
    """Return the sentence for one of pydantic's errors."""
    facts = dict(place.get("ctx", {}))
    if facts.keys() & {"ge", "le"}:
        facts["limit"] = facts.get("ge", facts.get("le"))
    says = SAYS.get(place["type"])
    if says:
        return filled(gettext(says), facts)
    if get_language() == "en":
        return str(place["msg"])
    return gettext("This value cannot be taken.")
