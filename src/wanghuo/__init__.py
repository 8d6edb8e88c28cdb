"""Wanghuo (望火): the working system of grassroots fire supervision."""

__version__ = "0.1.0"
