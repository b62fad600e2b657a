"""The process that watches over those of a cluster's tasks that run on this machine."""

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
from tfgraph_course.cluster.tasks import PROBE, Task
from tfgraph_course.errors import CourseError, Interrupted
from tfgraph_course.training.interrupts import Interrupts

AGAIN = 75  # exit status of a task that is to be started again: EX_TEMPFAIL of sysexits.h
LIVES = 10  # times that a task may be started within a minute
GRACE = 10.0  # seconds that the chief has to save when it is stopped


class _Process:
    """A task's process, which can be started again."""

    def __init__(self, task: Task, options: ClusterOptions) -> None:
        self.task = task
        place = {"cluster": task.cluster, "task": {"type": task.job, "index": task.index}}
        # Of a task that is gone TensorFlow tells in ten lines of C++; the tasks say it in one.
        quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "GRPC_VERBOSITY": "NONE"}
        self.environment = os.environ | quiet | {"TF_CONFIG": json.dumps(place)}
        self.options = options
        self.lives: list[float] = []
        self.start()

    def start(self) -> None:
        """Start it. It prints what it ends with; the chief's progress goes to standard error."""
        # What the first life threw away must not cost the next one its own states.
        options = self.options._replace(restart=self.options.restart and not self.lives)
        self.lives.append(time.monotonic())
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - goes with this object
        # A pipe that closes when this process is gone, however it went; and no Ctrl-C of its own.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tfgraph_course.cluster", options.to_json()],
            env=self.environment, stdin=subprocess.PIPE, stdout=self.said,
            stderr=None if self.task.is_chief else self.said, start_new_session=True,
        )

    def look(self) -> bool:
        """Whether the task is done; if it was lost, or has to start over, start it again.

        Raises:
            CourseError: it is not to be started again, or says so itself.
            SystemExit: it failed in a way that has no sentence; what it wrote is shown.
        """
        status, name = self.process.poll(), f"{self.task.job} {self.task.index}"
        if not status:
            return status == 0
        if status < 0 and self.task.job == "ps":
            raise CourseError(
                f"{name}, the parameter server, was ended by signal {-status}, and the variables "
                "are gone with it; the same command goes on from the last checkpoint."
            )
        if status > 0 and status != AGAIN:
            self.said.seek(0)
            said = self.said.read().decode(errors="replace")
            if status == 2:
                raise CourseError(said.strip())
            sys.stderr.write(said)
            raise SystemExit(status)
        if len(self.lives) >= LIVES and time.monotonic() - self.lives[-LIVES] < 60:
            raise CourseError(
                f"{name} ended {LIVES} times within a minute, at last with status {status}; see to "
                "the other tasks and to this machine's memory, then start all tasks again."
            )
        self.start()
        return False

    def end(self) -> None:
        """End it, in whatever state it is."""
        self.process.kill()
        self.process.wait()


def attend(tasks: Sequence[Task], options: ClusterOptions) -> None:
    """Run tasks of this machine until they are done, and end them all however this ends.

    A task that loses another starts over, with all others: that is what their watching over each
    other comes to. One that was killed is started again, but for a parameter server.

    Args:
        tasks: those that are to run here.
        options: of `worker.train` and `servers.start_server`: the script's.

    Raises:
        CourseError: a task is gone for good, or found something wrong.
        SystemExit: a task failed in a way that has no sentence; what it wrote is shown.
        Interrupted: by Ctrl-C or SIGTERM, when the chief has saved.
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
                        interrupts.noted, "stopped; the same command goes on where it was saved"
                    )
                time.sleep(PROBE)
    except CourseError:
        if any(process.task.is_chief for process in processes) and not options.quiet:
            print(file=sys.stderr)  # the chief's line of progress has no end
        raise
    finally:
        for process in processes:
            process.end()


def _stop_chief(processes: list[_Process]) -> None:
    """Give the chief, if it runs here, the time to save."""
    for process in processes:
        if process.task.is_chief:
            process.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.process.wait(GRACE)
