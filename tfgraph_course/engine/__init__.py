"""What makes training fast: a stand-in for a session, which takes over the runs that repeat.

standin        notices runs that repeat, and takes them over
runs           what the stand-in knows about the runs that it has seen
arrays         recognizes arrays that are fed again
builder        builds faster versions of runs in a private copy of the graph
copies         makes that copy, and carries the values of variables to it and back
training_step  finds the loss and the gradients of a training step
fast           builds faster steps and means, and checks their results against the graph's own
gradients      builds the full-batch gradient, with the help of the modules below
features       builds the first layers of a graph, in the way that is fastest for the images
layers         applies convolutions and other layers to tables of distinct values
poolings       computes convolutions together with their poolings, where little repeats
greatest       computes the greatest number in each window of a pooling, from images
tables         gathers and sums rows of tables
repeats        finds which windows of the images are distinct (NumPy)
memory         gives memory that finding repeats needs back to the system
tiles          divides the examples into tiles
loops          finds the loops of a graph that run over a sequence
vectorize      finds what such a loop can compute for all its iterations at once
recurrence     compiles such loops
rebuild        copies parts of a graph
"""

from tfgraph_course.engine.standin import StandIn

__all__ = ["StandIn"]
