"""What makes `fit` fast: repeated data are computed only once, and loops are compiled.

repeats      finds which windows of the images are distinct (NumPy)
tables       gathers and sums rows of tables
layers       convolutions and the like, on tables of distinct values
features     the first layers of a graph, on such tables, as long as this is faster
tiles        divides the examples into tiles
loops        finds the loops of a graph that run over a sequence
turns        finds what such a loop can compute for all turns at once
recurrence   compiles such loops
rebuild      copies the rest of the graph
gradients    the full-batch gradient, from all of these
fast         a training step and both accuracies, checked against the graph's own
"""

from tfgraph_course.engine.fast import faster

__all__ = ["faster"]
