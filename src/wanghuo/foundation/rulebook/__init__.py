"""
Finds the rule in force on a day and place, and counts working days; no Django.

A rule (规则) is one file under ``rules/``: its key is its path. An edition (版本) is what the
rule says during a half-open span of days, with its source and how sure we are of it. A broader
place gives way to a narrower one (country, province, city, county) by the prefix of its code.
"""
