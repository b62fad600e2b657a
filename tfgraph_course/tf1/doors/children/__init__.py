"""First on `PYTHONPATH` of what a program under `run` starts, for the file `sitecustomize`."""
