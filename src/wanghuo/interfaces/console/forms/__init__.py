"""Forms of the console's own pages."""
