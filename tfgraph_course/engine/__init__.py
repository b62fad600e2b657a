"""What makes `fit` fast: repeated data are processed only once, and loops are compiled.

repeats      finds which windows of the images are distinct (NumPy)
tables       gathers and sums rows of tables
layers       applies convolutions and other layers to tables of distinct values
features     builds the first layers of a graph on such tables, as long as this is faster
tiles        divides the examples into tiles
loops        finds the loops of a graph that run over a sequence
turns        finds what such a loop can compute for all turns at once
recurrence   compiles such loops
rebuild      copies the rest of the graph
gradients    builds the full-batch gradient with the help of all modules above
fast         builds a training step and both accuracies, and checks them against the graph's own
"""

from tfgraph_course.engine.fast import faster

__all__ = ["faster"]
