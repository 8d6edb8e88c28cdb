"""Local decisions: days off, local editions of rules, settings of an installation."""
