"""Pure: kinds of organizations, territories and posts."""
