"""The same training in other libraries: `python -m benchmarks`, from the repository's root.

problems     what is trained: data, initial weights, the reference loss, the arithmetic of a step
contenders/  one file for each library: the book's loop as that library's users write it
reference    makes a problem, with the loss that the book's own loop reaches
worker       one contender on one model in a process of its own: checks its loss, then times it
cluster      what a step costs on a cluster, for each number of workers
ceilings     what the machine can do at best: matrix product and memory copy
table, plot  the measurements, for reading
"""
