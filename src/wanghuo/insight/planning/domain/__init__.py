"""
The annual plan as a pure function of facts, rules and a seed; one station at a time.

``engine.draft`` makes a plan, ``limits.faults`` checks one, ``bound.measure`` tells how far a
plan stays below the best that any plan could reach.
"""
