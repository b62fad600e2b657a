"""How `fit` is made fast: the same full-batch gradient, once where data repeat, loops compiled.

repeats      finds which windows of the images are distinct (NumPy)
features     the first layers of a graph, on those only
loops        which loops of a graph run over a sequence
recurrence   those loops, compiled
rebuild      copies of the rest of the graph, behind them
"""

from tfgraph_course.engine.fast import Examples, Fast, faster, feed, random_numbers

__all__ = ["Examples", "Fast", "faster", "feed", "random_numbers"]
