"""Draw the book's ideas: `python -m tfgraph_course diagrams`. Their numbers come from the graphs.

Each function of a chapter returns one diagram as a list of figures; if there are several figures,
they are the frames of an animation.

command   writes all diagrams to a folder
pen       boards, tables of numbers, arrows
models    the five models, with the shapes and counts of their graphs
ch1       tensors, jitters, softmax, gradient descent
ch2       transformations, a neuron, a network and its matrices, backpropagation
ch3       window, edges, features, channels, pooling, what a place sees, dropout
ch4       the unrolled RNN, its cell
ch5       the five models side by side, K-means, a cluster
"""
