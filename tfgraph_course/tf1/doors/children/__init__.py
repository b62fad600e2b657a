"""This folder, with `sitecustomize`, comes first on the `PYTHONPATH` of child processes."""
