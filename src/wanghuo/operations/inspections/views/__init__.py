"""Pages of tasks and visits."""
