"""Base templates, navigation, components, home worklists, search and help."""
