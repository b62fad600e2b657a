"""Run and watch the tasks of a cluster on this machine, each in its own process."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from tfgraph_course.cluster.options import ClusterOptions
from tfgraph_course.cluster.tasks import PROBE_SECONDS, Task
from tfgraph_course.errors import CourseError, Interrupted
from tfgraph_course.training.interrupts import Interrupts

RESTART_STATUS = 75  # exit status of a task that must be started again: EX_TEMPFAIL in sysexits.h
MAX_STARTS = 10  # the most starts of a task within a minute
CHIEF_SECONDS = 10.0  # given to the chief to save its state when it is stopped


class _Process:
    """The process of one task of a cluster; it can be started again."""

    def __init__(self, task: Task, options: ClusterOptions) -> None:
        self.task, self.name = task, f"{task.job} {task.index}"
        place = {"cluster": task.cluster, "task": {"type": task.job, "index": task.index}}
        # TensorFlow reports a lost task in ten lines of C++; the tasks report it in one sentence.
        quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "GRPC_VERBOSITY": "NONE"}
        self.environment = os.environ | quiet | {"TF_CONFIG": json.dumps(place)}
        self.options = options
        self.starts: list[float] = []
        self.start()

    def start(self) -> None:
        """Start the process, and keep what it prints; only the stderr of the chief is shown."""
        # --restart throws away the states of an older run, not those saved since the first start.
        options = self.options._replace(restart=self.options.restart and not self.starts)
        self.starts.append(time.monotonic())
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        # The pipe closes when this process ends, for any reason; Ctrl-C reaches only this process.
        self.process = subprocess.Popen(
            # With the name, the tasks can be told apart in a list of processes.
            [sys.executable, "-m", "tfgraph_course.cluster", *self.name.split(),
             json.dumps(options._asdict())],
            env=self.environment, stdin=subprocess.PIPE, stdout=self.said,
            stderr=None if self.task.is_chief else self.said, start_new_session=True,
        )

    def look(self) -> bool:
        """Return True if the task is done; restart the process if it was lost or must start over.

        Raises:
            CourseError: the task cannot be started again, or it stopped with an error message.
            SystemExit: the task failed in an unforeseen way; its output is shown.
        """
        status, name = self.process.poll(), self.name
        if not status:
            return status == 0
        if status < 0 and self.task.job == "ps":
            raise CourseError(
                f"{name}, a parameter server, was killed by signal {-status}, and its variables "
                "are lost; run the same command to continue from the last checkpoint."
            )
        if status > 0 and status != RESTART_STATUS:
            self.said.seek(0)
            said = self.said.read().decode(errors="replace")
            if status == 2:
                raise CourseError(said.strip())
            sys.stderr.write(said)
            raise SystemExit(status)
        if len(self.starts) >= MAX_STARTS and time.monotonic() - self.starts[-MAX_STARTS] < 60:
            raise CourseError(
                f"{name} ended {MAX_STARTS} times within a minute, the last time with status "
                f"{status}; check the other tasks and this machine's memory, then start all tasks "
                "again."
            )
        if status < 0:
            line = "" if self.options.quiet else "\n"  # the chief's bar has not ended its line
            print(f"{line}{name} was killed by signal {-status}; started again", file=sys.stderr)
        self.start()
        return False

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def attend(tasks: Sequence[Task], options: ClusterOptions) -> None:
    """Run this machine's tasks until all are done or one fails; then end all their processes.

    If a worker is lost, all tasks are started again. If a parameter server is lost, the variables
    are lost with it, and the run ends with an error.

    Raises:
        CourseError: a task is lost for good, or reported an error.
        SystemExit: a task failed in an unforeseen way; its output is shown.
        Interrupted: the run was stopped by Ctrl-C or SIGTERM; the chief, if it runs on this
            machine, was given time to save a checkpoint.
    """
    processes: list[_Process] = []
    try:
        with Interrupts() as interrupts:
            for task in tasks:
                processes.append(_Process(task, options))
            while not all([process.look() for process in processes]):
                if interrupts.noted:
                    _stop_chief(processes)
                    raise Interrupted(
                        interrupts.noted,
                        "stopped; run the same command to continue from the last save",
                    )
                time.sleep(PROBE_SECONDS)
    except CourseError:
        if any(process.task.is_chief for process in processes) and not options.quiet:
            print(file=sys.stderr)  # the chief's progress bar has not ended its line
        raise
    finally:
        for process in processes:
            process.end()


def _stop_chief(processes: list[_Process]) -> None:
    """Stop the chief if it runs on this machine, and give it time to save."""
    for process in processes:
        if process.task.is_chief:
            process.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.process.wait(CHIEF_SECONDS)
