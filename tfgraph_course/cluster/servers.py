"""The TensorFlow server of a task, and the work of a parameter server.

A parameter server holds variables, and watches the workers.
"""

from __future__ import annotations

import os
import time
from typing import NoReturn

from tfgraph_course import tf
from tfgraph_course.cluster import ports
from tfgraph_course.cluster.processes import RESTART_STATUS
from tfgraph_course.cluster.tasks import PROBE_SECONDS, Task, answers, wait_for
from tfgraph_course.errors import CourseError

CALLS = 2  # from one step to the next: a measurement and a step; each may take `--timeout`


def start_server(task: Task, trust_network: bool) -> tf.train.Server:
    """Start the TensorFlow server of a task.

    TensorFlow's servers run any graph they are sent. If the task has a loopback address, only this
    machine can reach the server.

    Raises:
        CourseError: the port is not free, or other machines could reach the server and
            `trust_network` is not set.
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
    """Return the configuration of a session that uses only the parameter servers and this task.

    `timeout` is the time limit for each call, in seconds.
    """
    filters = ["/job:ps", task.device]
    return tf.ConfigProto(operation_timeout_in_ms=int(timeout * 1000), device_filters=filters)


def lost() -> tuple[type[Exception], ...]:
    """Return the types of errors that a session raises if a task or its variables are lost."""
    errors = tf.errors
    return (
        errors.UnavailableError, errors.AbortedError, errors.CancelledError,
        errors.OutOfRangeError, errors.FailedPreconditionError,
    )


def start_over() -> NoReturn:
    """End this process at once; it is then restarted, and the other tasks also start over."""
    os._exit(RESTART_STATUS)


def done_list(server: int, workers: int) -> tf.Variable:
    """Make a variable on a parameter server, int32 [workers]: 1 for each worker that is done."""
    with tf.device(f"/job:ps/task:{server}"):
        return tf.Variable(
            tf.zeros([workers], tf.int32), trainable=False, collections=[], name=f"done_{server}"
        )


def step_counter() -> tf.Variable:
    """Create the global step variable on the first parameter server, where all tasks find it."""
    with tf.device("/job:ps/task:0"):
        return tf.train.create_global_step()


def serve(task: Task, server: tf.train.Server, timeout: float) -> None:
    """Do the work of a parameter server until all workers are done; start over if one is lost.

    Raises:
        CourseError: a task did not answer in time, or all tasks answer but no step is taken.
    """
    done = done_list(task.index, len(task.workers))
    steps = step_counter().initialized_value()
    addresses = [task.cluster[job][i] for job, i in task.workers]
    with tf.Session(server.target, config=session_config(task, timeout)) as sess:
        sess.run(done.initializer)
        wait_for(task.others(), timeout)
        seen, since = -1, time.monotonic()
        while not all((found := sess.run([done, steps]))[0]):
            ended, taken = found
            if not all(end or answers(at) for end, at in zip(ended, addresses, strict=True)):
                start_over()
            if (sign := taken + sum(ended)) != seen:
                seen, since = sign, time.monotonic()
            elif time.monotonic() - since > CALLS * timeout:
                raise CourseError(
                    f"no worker has taken a step for {CALLS * timeout:g} s, though all tasks "
                    "answer; end the worker that hangs, and start all tasks to continue from the "
                    "last checkpoint."
                )
            time.sleep(PROBE_SECONDS)
