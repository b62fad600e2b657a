"""The tasks of a cluster: their jobs and addresses, and whether they answer."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from tfgraph_course.errors import CourseError

EXAMPLE = (
    '{"cluster": {"ps": ["10.0.0.1:2222"], "worker": ["10.0.0.2:2222", "10.0.0.3:2222"]}, '
    '"task": {"type": "worker", "index": 0}}'
)
JOBS = "ps", "chief", "worker"  # if there is no chief, the first worker acts as chief
PROBE_SECONDS = 0.2  # between two checks of a task
PATIENCE = 1.0  # seconds that a task has to accept a connection, and for each part of an answer
SETTINGS = bytes((0, 0, 0, 4, 0, 0, 0, 0, 0))  # first frame of an HTTP/2 connection, either way
HTTP2_START = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + SETTINGS


class Task(NamedTuple):
    """One task of a cluster, which runs in a process of its own."""

    cluster: dict[str, list[str]]  # addresses "host:port" by job
    job: str  # one of JOBS
    index: int

    @property
    def address(self) -> str:
        return self.cluster[self.job][self.index]

    @property
    def device(self) -> str:
        return f"/job:{self.job}/task:{self.index}"

    @property
    def workers(self) -> list[tuple[str, int]]:
        """The job and index of every task that computes gradients, the chief first."""
        return [(job, i) for job in JOBS[1:] for i in range(len(self.cluster.get(job, ())))]

    @property
    def place(self) -> int:
        """The index of this worker among all workers; the chief has 0."""
        return self.workers.index((self.job, self.index))

    @property
    def is_chief(self) -> bool:
        """Whether this is the chief, which initializes variables, takes steps, measures, saves."""
        return (self.job, self.index) == self.workers[0]

    def others(self) -> dict[str, str]:
        """Return the addresses of the other tasks, keyed by names such as "worker 0"."""
        return {
            f"{job} {i}": address
            for job, addresses in self.cluster.items()
            for i, address in enumerate(addresses)
            if (job, i) != (self.job, self.index)
        }


def read_task(text: str) -> Task:
    """Read TF_CONFIG, the JSON that tells a TensorFlow task its job and index in a cluster.

    Raises:
        CourseError: the JSON does not describe a cluster and one of its tasks.
    """
    try:
        config = json.loads(text)
        cluster, job, index = config["cluster"], config["task"]["type"], config["task"]["index"]
        cluster = {name: list(map(str, cluster[name])) for name in cluster}
        addresses = [address for name in cluster for address in cluster[name]]
    except KeyError as fault:
        raise CourseError(f"TF_CONFIG: there is no {fault}; write JSON like {EXAMPLE}.") from fault
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError) as fault:
        raise CourseError(f"TF_CONFIG must be JSON like {EXAMPLE}.") from fault
    for name in (*cluster, job):
        if name not in JOBS:
            raise CourseError(f"TF_CONFIG: there is no job {name!r}; write ps, chief or worker.")
    for address in addresses:
        host, _, port = address.rpartition(":")
        if not (host and port.isdecimal() and 0 < int(port) < 2**16):
            raise CourseError(f"TF_CONFIG: {address!r} is not an address; write host:port.")
        if addresses.count(address) > 1:
            raise CourseError(f"TF_CONFIG: two tasks are at {address}; give each its own port.")
    number = {name: len(cluster.get(name, ())) for name in JOBS}
    if not number["ps"] or not (number["worker"] or number["chief"]):
        raise CourseError(f"TF_CONFIG: a cluster needs a ps and a worker, as in {EXAMPLE}.")
    if number["chief"] > 1:
        raise CourseError(
            "TF_CONFIG: there is more than one chief; keep one, and make the others workers."
        )
    if type(index) is not int or not 0 <= index < number[job]:
        raise CourseError(
            f"TF_CONFIG: the cluster has no {job} {index!r}; it has {number[job]} tasks with that "
            "job, numbered from 0."
        )
    return Task(cluster, job, index)


def local_tasks(workers: int) -> list[Task]:
    """Return tasks for a parameter server and `workers` workers, on free ports of this machine."""
    with contextlib.ExitStack() as held:  # all at once, so that no port is given twice
        sockets = [held.enter_context(socket.socket()) for _ in range(1 + workers)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        ps, *rest = [f"127.0.0.1:{each.getsockname()[1]}" for each in sockets]
    cluster = {"ps": [ps], "worker": rest}
    return [Task(cluster, "ps", 0), *(Task(cluster, "worker", i) for i in range(workers))]


class Answer(Enum):
    """What is found when connecting to a task's address."""

    NONE = 0  # nothing listens there
    SILENCE = 1  # what listens there sends nothing, or is not a TensorFlow server
    SERVER = 2


def ask(address: str) -> Answer:
    """Connect to a network address, "host:port", as a TensorFlow task would; return what answers.

    For a process that hangs or was suspended, the system still accepts connections.
    """
    host, _, port = address.rpartition(":")
    try:
        connection = socket.create_connection((host, int(port)), timeout=PATIENCE)
    except (OSError, UnicodeError):  # there is no such host, or the name is invalid
        return Answer.NONE
    said = b""
    with connection, contextlib.suppress(OSError):
        connection.sendall(HTTP2_START)
        said = connection.makefile("rb").read(len(SETTINGS))
    return Answer.SERVER if said[3:4] == SETTINGS[3:4] else Answer.SILENCE


def answers(address: str) -> bool:
    """Return True if something listens at a network address, "host:port"."""
    return ask(address) is not Answer.NONE


def watch(tasks: dict[str, str], timeout: float) -> Iterator[None]:
    """Ask every task in `tasks` (addresses keyed by name) once for each step of the iteration.

    Raises:
        CourseError: a task accepts connections, but has said nothing for `timeout` seconds.
    """
    heard = dict.fromkeys(tasks, time.monotonic())
    while True:
        for name, address in tasks.items():
            if ask(address) is not Answer.SILENCE:  # a task that is gone is not silent
                heard[name] = time.monotonic()
            elif time.monotonic() - heard[name] > timeout:
                raise CourseError(
                    f"{name} at {address} accepts connections but has said nothing for "
                    f"{timeout:g} s; end that process, and start all tasks to continue from the "
                    "last checkpoint."
                )
        yield


def wait_for(tasks: dict[str, str], timeout: float) -> None:
    """Wait until every task in `tasks` (addresses keyed by name) has answered.

    Raises:
        CourseError: a task has not answered after `timeout` seconds.
    """
    end = time.monotonic() + timeout
    for name, address in tasks.items():
        while not answers(address):
            if time.monotonic() > end:
                raise CourseError(
                    f"{name} at {address} did not answer for {timeout:g} s; start all tasks to "
                    "continue from the last checkpoint."
                )
            time.sleep(PROBE_SECONDS)
