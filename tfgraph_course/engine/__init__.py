"""What makes `fit` fast: the same full-batch gradient, once where data repeat, loops compiled.

repeats      finds which windows of the images are distinct (NumPy)
tables       rows of tables gathered and summed
layers       convolutions and the like, on tables of distinct values
features     the first layers of a graph, on those, as far as it pays
tiles        all examples, some at a time
loops        which loops of a graph run over a sequence
turns        what of such a loop can be computed for all turns at once
recurrence   those loops, compiled
rebuild      copies of the rest of the graph, behind them
gradients    the full-batch gradient, from all of these
fast         a training step and both accuracies, checked against the graph's own
"""

from tfgraph_course.engine.fast import faster

__all__ = ["faster"]
