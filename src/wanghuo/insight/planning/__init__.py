"""The annual plan: which object, which month, which two officers, and why."""
