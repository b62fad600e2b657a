"""Checks of the exercises: what is wrong in an answer, told in terms of the task."""
