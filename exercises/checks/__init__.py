"""Checks of the exercises, which say in terms of the task what is wrong with an answer."""
