"""Chapter 3, "Convolutional layer application", "Pooling layer application": both on one image."""

# %% Knobs
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.terminal import set_up

args = parse(__doc__, "ch3_conv_pool")
set_up(args)

# %% Data: ten rows of ten, the diagonal larger than the rest
import numpy as np

from tfgraph_course.files.atomic import make_folder

out = make_folder(args.out)
image = np.random.RandomState(args.seed).randint(10, size=[1, 10, 10]) + np.eye(10) * 10

# %% Graph
from tfgraph_course import tf
from tfgraph_course.ch3_convolution import conv_pool
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session

sess = fresh_session(args.seed)
graph = conv_pool(**args.knobs)
globals().update(graph._asdict())  # x, x_im, W1, ... p1f: the book's names
sess.run(tf.global_variables_initializer())
checkpoints.print_weight_table(graph)

# %% Look
from tfgraph_course import figures

H = h1.eval(feed_dict={x: image})
P = p1.eval(feed_dict={x: image})
print("image", image.shape, "-> h1", H.shape, "-> p1", P.shape)
figures.save({"conv_pool": lambda: figures.conv_pool(image[0], H[0], P[0])}, out)
print("files in", out)
figures.show(args.show)
