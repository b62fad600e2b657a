"""The solutions, from which `python -m exercises.make` makes the files to fill in."""
