"""Checks of the exercises, which say in terms of the task what is wrong in an answer."""
