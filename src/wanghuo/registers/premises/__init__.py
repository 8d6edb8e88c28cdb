"""Supervised objects (监督对象), their people, facilities and accountable officers."""
