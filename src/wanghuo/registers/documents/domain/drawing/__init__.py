"""Draws sheets on paper: PDF and PNG by typst, Word by filling a template."""
