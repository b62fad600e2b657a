"""Chapter 2, "Basic neural networks": square, logarithm, sigmoid; one neuron with two weights."""

# %% Knobs
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.terminal import set_up

args = parse(__doc__, "ch2_neuron")
set_up(args)

# %% Graph
from tfgraph_course import tf
from tfgraph_course.ch2_deep_networks import neuron
from tfgraph_course.tf1 import fresh_session

sess = fresh_session(args.seed)
graph = neuron()
globals().update(graph._asdict())  # x1, x2, x3, ... n1: the book's names
sess.run(tf.global_variables_initializer())

# %% Look
print("x1, around 3             ", x1.eval())
print("x2, around -1            ", x2.eval())
print("x3, around 0             ", x3.eval())
print("x2 squared               ", sqx2.eval())
print("log(x1)                  ", logx1.eval())
print("sigmoid(x3)              ", sigx3.eval())
print("sigmoid(0.1 x1 + 0.2 x2) ", n1.eval())
