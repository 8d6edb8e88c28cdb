"""
Speed claims, each a command: ``./run benchmark [NAME…] [--json] [--scale X]``.

A benchmark is a module here with ``DATABASES`` (``sqlite``, ``postgresql`` or none) and
``run(scale) -> list[Figure]``. Every figure stands beside a floor or peer measured in the same run,
so that the ratio means something on any machine.
"""
