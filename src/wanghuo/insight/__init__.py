"""Reads many rooms, owns little."""
