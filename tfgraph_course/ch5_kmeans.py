"""Chapter 5, "Review and Future Work": K-means, a graph that is not a neural network.

`kmeans` builds the raw graph and returns its nodes. `kmeans_plusplus` draws the first means, and
`run` takes steps until no point changes its cluster.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.graphs import Nodes, nodes


def kmeans(points: np.ndarray, start: np.ndarray, dtype: str = "float32") -> Nodes:
    """Build K-means: a step assigns each point to its nearest mean, then averages each cluster.

    An empty cluster receives the point that is farthest from its nearest mean; several empty
    clusters receive one of the farthest points each. A step that would not lower the inertia is
    skipped, as if no point had moved.

    Args:
        points: array [n, d], one point per row.
        start: array [k, d], the first means; k is at most n.
        dtype: "float32" or "float64", the type of points, means and distances.

    Returns:
        The nodes. The three variables hold the state of the run; only `step` changes them.

    Raises:
        CourseError: the points are not a 2-D array, there are no means or more means than points,
            or a number is NaN, infinite or too large.
    """
    k = len(start)
    _check(points, k, dtype)
    x = tf.constant(points, dtype)  # [n, d], the points
    means = tf.Variable(start, dtype=dtype, name="means")  # [k, d]
    # int32 [n], the cluster of each point; -1 before the first step
    assignments = tf.Variable(tf.fill([len(points)], -1), name="assignments")
    # float64 [], the sum of the squared distances of all points to their means
    inertia = tf.Variable(np.inf, dtype="float64", name="inertia")

    # One mean at a time: for 62 means, all distances to the images at once would take a gigabyte.
    # x=x: otherwise x, which the lambda reads, would become the last of the nodes.
    squared_distances = tf.map_fn(  # [k, n], from each mean to each point
        lambda mean, x=x: tf.reduce_sum(tf.squared_difference(x, mean), 1), means
    )
    # int32 [n], the mean nearest to each point; the first one if several are equally near
    nearest = tf.argmin(squared_distances, 0, output_type=tf.int32)

    empty = tf.where(tf.equal(tf.bincount(nearest, minlength=k), 0))  # [empty clusters, 1]
    farthest = tf.nn.top_k(tf.reduce_min(squared_distances, 0), tf.size(empty)).indices
    # int32 [n], like `nearest`, but with no cluster left empty
    new_assignments = tf.tensor_scatter_nd_update(
        nearest, farthest[:, None], tf.cast(empty[:, 0], tf.int32)
    )

    counts = tf.bincount(new_assignments, minlength=k)  # int32 [k], points in each new cluster
    sums = tf.unsorted_segment_sum(x, new_assignments, k)
    averages = sums / tf.cast(tf.maximum(counts, 1), dtype)[:, None]
    # A cluster whose only point was given to an empty cluster has no average.
    new_means = tf.where(counts > 0, averages, means)  # [k, d]

    to_mean = tf.squared_difference(x, tf.gather(new_means, new_assignments))
    new_inertia = tf.reduce_sum(tf.cast(tf.reduce_sum(to_mean, 1), tf.float64))  # float64 []
    # Without rounding, steps lower the inertia until no point moves. With rounding, the mean of
    # 0.2, 0.2 and 0.2 is not 0.2, and equal points could change clusters forever.
    falls = new_inertia < inertia  # bool []; the step is taken only if true
    changed = tf.not_equal(new_assignments, assignments)
    moved = tf.where(falls, tf.count_nonzero(changed), 0)  # int64 [], points that move

    with tf.control_dependencies([moved]):
        step = tf.group(
            means.assign(tf.where(falls, new_means, means)),
            assignments.assign(tf.where(falls, new_assignments, assignments)),
            inertia.assign(tf.where(falls, new_inertia, inertia)),
        )
    return nodes(locals())


class Steps(NamedTuple):
    """The history of a K-means run, step by step; in the last step, no point changed cluster."""

    means: np.ndarray  # [steps + 1, k, d]; the starting means come first
    inertia: np.ndarray  # float64 [steps], after each step
    moved: np.ndarray  # int64 [steps], number of points that changed their cluster


def run(graph: Nodes) -> Steps:
    """Take K-means steps until no point changes its cluster.

    The default session must be open and the variables initialized.
    """
    sess = tf.get_default_session()
    means, inertia, moved = [graph.means.eval()], [], []
    while not moved or moved[-1] > 0:
        moved.append(sess.run([graph.moved, graph.step])[0])
        means.append(graph.means.eval())
        inertia.append(graph.inertia.eval())
    return Steps(np.array(means), np.array(inertia), np.array(moved))


def kmeans_plusplus(points: np.ndarray, clusters: int = 5, seed: int = 0) -> np.ndarray:
    """Draw the first means for K-means with k-means++, which prefers points far from each other.

    The probability of a point is proportional to its squared distance from the nearest point drawn
    before, so that no point is drawn twice while others are left. Two points whose squared distance
    is 0 in float64 count as the same point.

    Args:
        points: array [n, d], one point per row.
        clusters: the number of points to draw.
        seed: seed for NumPy's legacy generator.

    Returns:
        The points drawn, float64 [clusters, d].

    Raises:
        CourseError: the points are not a 2-D array, `clusters` is 0 or more than the points, or a
            number is NaN, infinite or too large.
    """
    _check(points, clusters, "float64")
    points = points.astype(np.float64)
    random = np.random.RandomState(seed)
    drawn = [random.randint(len(points))]
    distances = np.full(len(points), np.inf)
    while len(drawn) < clusters:
        to_last = np.square(points - points[drawn[-1]]).sum(1)
        distances = np.minimum(distances, to_last)
        total = distances.sum()
        # if the total is 0, every point equals one already drawn
        chances = distances / total if total > 0 else None
        drawn.append(random.choice(len(points), p=chances))
    return points[drawn]


def _check(points: np.ndarray, clusters: int, dtype: str) -> None:
    if points.ndim != 2:
        raise CourseError(f"the points have shape {points.shape}, not (n, d); reshape them.")
    if not 1 <= clusters <= len(points):
        raise CourseError(
            f"{len(points)} points cannot form {clusters} clusters; ask for 1 to {len(points)}."
        )
    # the sum of all squared distances is at most 4 * size times the largest square
    largest = np.sqrt(np.finfo(dtype).max / (4 * points.size))
    wrong = ~(np.abs(points) < largest)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise CourseError(
            f"point {row} holds {points[row, column]} in column {column}, but K-means needs numbers"
            f" between {-largest:.2g} and {largest:.2g}; leave the point out."
        )
