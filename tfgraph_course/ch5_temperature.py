"""Chapter 5, ideas for projects: a regression that forecasts next week's high temperature.

The function builds the raw graph and returns its nodes.
"""

from __future__ import annotations

from tfgraph_course import tf
from tfgraph_course.datasets.forecasts import inputs
from tfgraph_course.graphs import Nodes, nodes
from tfgraph_course.objective import optimizer_of


def temperature(
    weeks: int = 4, rate: float = 0.02, optimizer: str = "GradientDescent"
) -> Nodes:
    """Build a linear regression on the time of year and 5 measurements for each of `weeks` weeks.

    Two things differ from the book's classifiers: the output is one number without a softmax, and
    the loss is a mean squared error. The loss has a single minimum, which training reaches from
    every starting point if the rate is small enough.

    Args:
        weeks: the number of weeks that the forecast is based on.
        rate: the optimizer's step size. With many weeks, it must be smaller.
        optimizer: name of its class in `tf.train`, without "Optimizer".

    Returns:
        The nodes. With 4 weeks there are 25 weights, which start at zero.
    """
    x = tf.placeholder("float", [None, inputs(weeks)])  # float32 [batch, 5 * weeks + 4]
    y_ = tf.placeholder("float", [None])  # [batch], mean high of the week in °F

    W = tf.Variable(tf.zeros([inputs(weeks), 1]), name="W")  # [5 * weeks + 4, 1]
    b = tf.Variable(tf.zeros([1]), name="b")  # [1]
    y = (tf.matmul(x, W) + b)[:, 0]  # [batch], the forecast in °F

    errors = y - y_
    loss = tf.reduce_mean(tf.square(errors))  # [], mean of the squared errors
    train_step = optimizer_of(optimizer, rate).minimize(loss)
    rmse = tf.sqrt(loss)  # [], the root of the loss, in °F
    mae = tf.reduce_mean(tf.abs(errors))  # [], mean of the absolute errors, in °F
    return nodes(locals())
