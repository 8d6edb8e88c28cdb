"""Base templates, navigation, components, home, search and help."""
