"""
Worklists and notifications (待办): what a person has to do, by urgency, from facts of all rooms.

Owns no table. A line is there while its cause is there and goes with it.
"""
