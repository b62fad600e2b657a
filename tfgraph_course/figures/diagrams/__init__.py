"""Draw the book's ideas as diagrams: `python -m tfgraph_course diagrams`.

The course's graphs compute most of the numbers in the diagrams. Each function that `command` lists
returns one diagram as a list of figures; several figures are the frames of an animation.

command   writes all diagrams to a folder
pen       boards of tables, boxes, circles and arrows; curves
models    the font models, with the shapes of their nodes and the numbers of their weights
ch1       tensors, jitters, softmax, gradient descent
ch2       transformations, a neuron, a network and its matrices, backpropagation
ch3       window, edges, features, channels, pooling, receptive fields, dropout
ch4       the unrolled RNN, its cell
ch5       the five models side by side, K-means, a cluster
"""
