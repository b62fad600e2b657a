"""The process of one task of a cluster.

The environment variable TF_CONFIG names the task, and the last argument holds the options.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from typing import Any, NoReturn

from tfgraph_course import tf
from tfgraph_course.cluster.options import ClusterOptions
from tfgraph_course.cluster.servers import lost, serve, start_over, start_server
from tfgraph_course.cluster.tasks import Task, read_task, watch
from tfgraph_course.errors import CourseError, Interrupted, lack_of
from tfgraph_course.tf1.quiet import filter_notices

WATCH_SECONDS = 1.0  # between two looks at the other tasks


def main() -> NoReturn:
    """Run the task that TF_CONFIG names; the last argument holds the options as JSON."""
    filter_notices()
    threading.excepthook = _thread_failed
    threading.Thread(target=_end_with_parent, daemon=True).start()
    status = 0
    try:
        task = read_task(os.environ["TF_CONFIG"])
        options = ClusterOptions(**json.loads(sys.argv[-1]))
        threading.Thread(target=_end_if_silent, args=(task, options), daemon=True).start()
        _run_task(task, options)
    except CourseError as fault:
        _end_with(fault)
    except Interrupted as fault:
        status = fault.status
    except Exception as fault:
        if said := lack_of(fault):
            _end_with(CourseError(said))
        traceback.print_exc()
        status = 1
    os._exit(status)  # TensorFlow's servers never stop, and some abort when Python exits


def _run_task(task: Task, options: ClusterOptions) -> None:
    server = start_server(task, options.trust_network)
    try:
        if task.job == "ps":
            serve(task, server, options.timeout)
        else:
            from tfgraph_course.cluster.worker import train  # imports TensorFlow

            train(task, server, options)
    except lost():
        start_over()
    except tf.errors.DeadlineExceededError as fault:
        raise CourseError(
            f"there was no result for {options.timeout:g} s, though every task answers: a task "
            "hangs, or a step takes longer; end the task that hangs, or give a larger --timeout."
        ) from fault


def _thread_failed(fault: Any) -> None:
    """Report an exception that ended a thread, unless it is CancelledError.

    One of the chief's threads waits for a step that never happens, and ends with this error.
    """
    if not issubclass(fault.exc_type, tf.errors.CancelledError):
        threading.__excepthook__(fault)


def _end_if_silent(task: Task, options: ClusterOptions) -> None:
    """End this process if another task hangs; TensorFlow itself may wait for that task forever."""
    try:
        for _ in watch(task.others(), options.timeout):
            time.sleep(WATCH_SECONDS)
    except CourseError as fault:
        _end_with(fault)


def _end_with(fault: CourseError) -> NoReturn:
    print(fault, flush=True)  # for the process that started this one
    os._exit(2)


def _end_with_parent() -> None:
    os.read(0, 1)  # until the process that started this one is gone
    os._exit(1)


if __name__ == "__main__":
    main()
