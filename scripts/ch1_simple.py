"""Chapter 1, "Simple computations": constants, tensors, a session, a variable, a feed."""

# %% Knobs
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.terminal import set_up

args = parse(__doc__, "ch1_simple")
set_up(args)

# %% Graph: nothing is computed yet
from tfgraph_course import tf
from tfgraph_course.ch1_getting_started import simple
from tfgraph_course.tf1 import fresh_session

sess = fresh_session(args.seed)
graph = simple()
globals().update(graph._asdict())  # a, b, c, ... E: the book's names

# %% Look: run the nodes
print("c = a + b      ", c.eval(), " shown as", c)
print("d = a * b      ", d.eval())
print("V3 = V1 + V2   ", V3.eval())
print("M2 = M * M     ", M2.eval())
print("NN = N N       ", NN.eval().tolist())
print("K has shape    ", K.shape)

sess.run(tf.global_variables_initializer())
print("W              ", W.eval())
print(
    "W += a         ", W_once.eval(), "then", W_twice.eval(), "while the variable stays", W.eval()
)
print("E = d + b      ", E.eval())
print("several fetches", sess.run([b, c, d, E]))
print("E with d fed 4 ", E.eval(feed_dict={d: 4}))
