"""The work of a worker: train a copy of the graph in step with the other workers."""

from __future__ import annotations

import time
from typing import Any

from tfgraph_course import tf
from tfgraph_course.cluster.chief import Curve, checkpoint_folder, claim, leave
from tfgraph_course.cluster.options import ClusterOptions
from tfgraph_course.cluster.replica import Replica, replica
from tfgraph_course.cluster.servers import lost, session_config, start_over
from tfgraph_course.cluster.tasks import PROBE_SECONDS, Task, wait_for
from tfgraph_course.datasets.splits import Share, load_share
from tfgraph_course.errors import CourseError, Interrupted
from tfgraph_course.graphs import as_fed, feed, random_numbers, weights_of
from tfgraph_course.training.bar import Bar, shown
from tfgraph_course.training.history import MEASURE_INTERVAL
from tfgraph_course.training.interrupts import Interrupts
from tfgraph_course.training.session import masks


def train(task: Task, server: Any, options: ClusterOptions) -> None:
    """Train up to the last epoch, together with all other workers; the chief writes the results.

    Raises:
        CourseError: the data, the folder or a task cannot be used, or a number is infinite or NaN.
        Interrupted: this worker is the chief, was stopped by a signal, and has saved.
    """
    share = load_share(
        options.data, task.place, len(task.workers), options.split, options.split_seed,
        validation=task.is_chief,
    )
    curve = Curve(claim(options)) if task.is_chief else None
    wait_for(task.others(), options.timeout)
    nodes = replica(task, options, share)
    if not task.is_chief:
        _wait_for_chief(task, server, options.timeout)
    with (
        Interrupts(wanted=task.is_chief) as interrupts,
        _monitored(task, server, nodes, options.timeout, curve) as sess,
    ):
        _take_steps(sess, nodes, share, options, curve, interrupts)
        weights = _call(sess, weights_of(nodes.graph))
    if interrupts.noted:
        raise Interrupted(interrupts.noted)
    with tf.Session(server.target, config=session_config(task, options.timeout)) as plain:
        plain.run(nodes.done)
    if curve:
        leave(options, share, weights, curve)


def _take_steps(
    sess: tf.train.MonitoredSession, nodes: Replica, share: Share, options: ClusterOptions,
    curve: Curve | None, interrupts: Interrupts,
) -> None:
    """Take the remaining training steps; the chief also measures, and stops after a signal."""
    graph, epochs = nodes.graph, options.epochs
    training = as_fed(graph, share.training)
    whole, part = feed(graph, training, 1.0), feed(graph, training, options.keep_prob)
    held_out = curve and feed(graph, as_fed(graph, share.validation), 1.0)
    numbers = random_numbers(graph.train_step)

    def measure(step: int) -> None:
        _call(sess, nodes.measure, whole)
        if curve:
            loss, train_acc = map(float, _call(sess, nodes.measured))
            test_acc = float(_call(sess, graph.accuracy, held_out))
            curve.add(step, train_acc, test_acc, loss)
            bar.set_postfix_str(shown(f"{train_acc:.1%}", f"{test_acc:.1%}"), refresh=False)

    step = int(_call(sess, nodes.global_step))
    quiet = options.quiet or not curve
    with Bar(total=epochs, initial=step, disable=quiet) as bar:
        while step < epochs and not interrupts.noted:
            if step % MEASURE_INTERVAL == 0:
                measure(step)
            # Dropout's random numbers, drawn for all examples as a single process would draw them.
            drawn = masks(numbers, share.total, options.seed, step)
            mine = {tensor: array[share.rows] for tensor, array in drawn.items()}
            token = _call(sess, nodes.train_op, part | mine)
            if token != step + 1:  # another worker did not take its token in time
                start_over()
            step += 1
            bar.update()
        if not interrupts.noted:
            measure(step)


def _call(sess: tf.train.MonitoredSession, fetches: Any, fed: dict[Any, Any] | None = None) -> Any:
    """Run nodes; if a task is lost, start this task over.

    MonitoredSession itself would only run the nodes again, in a step that cannot be completed.
    """

    def step(step_context: Any) -> Any:
        try:
            return step_context.run_with_hooks(fetches, fed)
        except lost():
            start_over()

    return sess.run_step_fn(step)


def _wait_for_chief(task: Task, server: Any, timeout: float) -> None:
    """Wait until the chief has initialized the variables.

    MonitoredSession would check this only every 30 s.
    """
    without = tf.report_uninitialized_variables(tf.global_variables())
    end = time.monotonic() + timeout
    with tf.Session(server.target, config=session_config(task, timeout)) as sess:
        while len(sess.run(without)):
            if time.monotonic() > end:
                raise CourseError(
                    f"the chief did not initialize the variables within {timeout:g} s; check "
                    "that it runs, or give a larger --timeout."
                )
            time.sleep(PROBE_SECONDS)


def _monitored(
    task: Task, server: Any, nodes: Replica, timeout: float, curve: Curve | None
) -> tf.train.MonitoredSession:
    """Open a session that starts from the most recent checkpoint, if there is one.

    The chief's session also saves checkpoints.
    """
    scaffold, hooks = tf.train.Scaffold(saver=nodes.saver), [nodes.hook]
    config = session_config(task, timeout)
    if curve:
        curve.run.make_room()  # the session begins with a checkpoint
        folder = checkpoint_folder(curve.run)
        hooks.append(tf.train.CheckpointSaverHook(
            folder, save_secs=curve.run.every, saver=nodes.saver, listeners=[curve]
        ))
        creator = tf.train.ChiefSessionCreator(scaffold, server.target, config, folder)
    else:
        creator = tf.train.WorkerSessionCreator(scaffold, server.target, config, int(timeout))
    # The chief's other thread waits for a step that never happens.
    return tf.train.MonitoredSession(creator, hooks, stop_grace_period_secs=0)
