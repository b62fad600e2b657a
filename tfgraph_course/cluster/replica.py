"""A worker's copy of the graph, on the worker's device, with variables on parameter servers."""

from __future__ import annotations

from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.cluster.options import ClusterOptions
from tfgraph_course.cluster.servers import done_list, step_counter
from tfgraph_course.cluster.tasks import Task
from tfgraph_course.datasets.splits import Share
from tfgraph_course.graphs import Graph
from tfgraph_course.models import MODELS
from tfgraph_course.objective import optimizer_of


class Replica(NamedTuple):
    """The nodes of a worker's copy of the graph."""

    graph: Graph  # the chapter's graph
    global_step: tf.Variable  # number of steps that all workers have taken together
    train_op: tf.Tensor  # adds a gradient, waits for all other workers, gives the number of steps
    measure: tf.Operation  # adds the loss and accuracy for the share that is fed
    measured: tf.Tensor  # [2], loss and accuracy for all training data; waits for all shares
    done: list[tf.Tensor]  # tell the parameter servers that this worker is done
    saver: tf.train.Saver
    hook: tf.train.SessionRunHook  # prepares the optimizer's queue


def replica(task: Task, options: ClusterOptions, share: Share) -> Replica:
    """Build a worker's copy of the graph in the default graph, which must be empty."""
    workers, device = len(task.workers), task.device
    cluster = tf.train.ClusterSpec(task.cluster)
    # Makes the mean over workers the mean over examples, although shares may differ in size by one.
    weight = workers * len(share.rows) / share.total
    tf.set_random_seed(options.seed)
    with tf.device(tf.train.replica_device_setter(worker_device=device, cluster=cluster)):
        # Built first, because initial values depend on the seed and on the nodes built before.
        graph = MODELS[options.model].build(
            rate=options.rate, loss=options.loss, size=share.size, classes=len(share.names)
        )
        global_step = step_counter()  # tf.train.create_global_step() on ps 0
        optimizer = tf.train.SyncReplicasOptimizer(
            optimizer_of(options.optimizer, options.rate), workers, workers
        )
        train_op = optimizer.minimize(graph.cross_entropy * weight, global_step)
    with tf.device("/job:ps/task:0"):
        means = tf.ConditionalAccumulator(tf.float32, [2], shared_name="measured")
        measured = means.take_grad(workers)
    with tf.device(device):
        pair = tf.stack([graph.cross_entropy, graph.accuracy]) * weight
        measure = means.apply_grad(pair, global_step)
        saver = tf.train.Saver(max_to_keep=2)  # on the chief's disk, not on the servers'
    done = [
        tf.scatter_update(done_list(i, workers), task.place, 1)
        for i in range(len(task.cluster["ps"]))
    ]
    # If there were tokens before the first step, one worker could be counted twice in that step.
    hook = optimizer.make_session_run_hook(task.is_chief, num_tokens=0)
    return Replica(graph, global_step, train_op, measure, measured, done, saver, hook)
