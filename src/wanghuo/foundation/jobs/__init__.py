"""
Long work in the background: progress with counts, cancellation, a result, failures by row.

A room writes ``@registry.work("premises.import")`` above a function in its ``tasks.py`` that takes
a :class:`run.Run` and the parameters; ``services.start`` queues it on Django's task interface,
which the database serves (django-tasks-db), so one installation needs no broker.
"""
