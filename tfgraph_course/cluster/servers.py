"""A task's own server, and the work of a parameter server: hold variables, watch the workers."""

from __future__ import annotations

import os
import time
from typing import NoReturn

from tfgraph_course import tf
from tfgraph_course.cluster import ports
from tfgraph_course.cluster.processes import RESTART_STATUS
from tfgraph_course.cluster.tasks import PROBE_SECONDS, Task, answers, wait_for
from tfgraph_course.errors import CourseError


def start_server(task: Task, trust_network: bool) -> tf.train.Server:
    """Start a task's server.

    TensorFlow's servers run any graph they are sent. If the task has a loopback address, only this
    machine can reach the server.

    Raises:
        CourseError: the port is not free; or other machines could reach it, and `trust_network`
            is not set.
    """
    if ports.is_of_this_machine(task.address):
        with ports.kept_to_this_machine(task.address):
            return _server(task)
    if not trust_network:
        raise CourseError(
            f"{task.address}: anyone who reaches this port can run programs on this machine, as "
            "TensorFlow asks for no password; give --trust-network if the network is your own."
        )
    for probe in ports.take(task.address):
        probe.close()
    return _server(task)


def _server(task: Task) -> tf.train.Server:
    return tf.train.Server(task.cluster, job_name=task.job, task_index=task.index)


def session_config(task: Task, timeout: float) -> tf.ConfigProto:
    """Configure a session on the parameter servers and this task; `timeout`: seconds per call."""
    filters = ["/job:ps", task.device]
    return tf.ConfigProto(operation_timeout_in_ms=int(timeout * 1000), device_filters=filters)


def lost() -> tuple[type[Exception], ...]:
    """Return the errors that a session raises when a task is lost or has lost its variables."""
    errors = tf.errors
    return (
        errors.UnavailableError, errors.AbortedError, errors.CancelledError,
        errors.OutOfRangeError, errors.FailedPreconditionError,
    )


def start_over() -> NoReturn:
    """End this process at once, so that it is started again; the other tasks notice and follow."""
    os._exit(RESTART_STATUS)


def done_list(server: int, workers: int) -> tf.Variable:
    """Make a parameter server's list of workers: int32 [workers], 1 for each one that is done."""
    with tf.device(f"/job:ps/task:{server}"):
        return tf.Variable(
            tf.zeros([workers], tf.int32), trainable=False, collections=[], name=f"done_{server}"
        )


def serve(task: Task, server: tf.train.Server, timeout: float) -> None:
    """Hold variables until all workers are done; start over as soon as one is gone.

    Raises:
        CourseError: a task did not answer in time.
    """
    done = done_list(task.index, len(task.workers))
    addresses = [task.cluster[job][i] for job, i in task.workers]
    with tf.Session(server.target, config=session_config(task, timeout)) as sess:
        sess.run(done.initializer)
        wait_for(task.others(), timeout)
        while not all(ended := sess.run(done)):
            if not all(end or answers(at) for end, at in zip(ended, addresses, strict=True)):
                start_over()
            time.sleep(PROBE_SECONDS)
