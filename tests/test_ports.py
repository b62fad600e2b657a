"""Who reaches the port of a cluster's task: a neighbour on a network of its own tries."""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tfgraph_course.cluster import ports
from tfgraph_course.cluster.tasks import local_tasks
from tfgraph_course.errors import CourseError

pytestmark = pytest.mark.ch5
ROOT = Path(__file__).resolve().parents[1]
PORT = 2222  # of networks that are there for one test alone
TASK = f"""
import socket, sys, time
from tfgraph_course import tf
from tfgraph_course.cluster.servers import start_server
from tfgraph_course.cluster.tasks import Task
server = start_server(Task({{"ps": ["127.0.0.1:{PORT}"]}}, "ps", 0), trust_network=False)
with tf.Session(server.target) as sess:
    print(sess.run(tf.constant(42)), flush=True)
for address in sys.argv[1:]:
    with socket.create_connection((address, {PORT}), 5) as caller:
        print(caller.recv(9).hex(), flush=True)
time.sleep(0.5)
"""


class Network:
    """Two networks that know only each other, as two machines do; without rights of root."""

    def __init__(self, held):
        self.held = held
        self.here = self.hold("unshare", "--map-root-user", "--net")
        self.there = self.hold(*self.enter(self.here), "unshare", "--net")
        self.run(self.here, f"ip link add eth0 type veth peer name eth0 netns {self.there}")
        for number, machine in enumerate((self.here, self.there), 1):
            self.run(machine, "ip link set lo up")
            self.run(machine, f"ip address add 10.9.0.{number}/24 dev eth0")
            self.run(machine, f"ip address add fd09::{number}/64 dev eth0 nodad")
            self.run(machine, "ip link set eth0 up")

    def hold(self, *command):
        """A process for whose life a network lasts."""
        process = subprocess.Popen([*command, "sh", "-c", "echo; exec sleep 1000"], stdout=-1)
        self.held.callback(process.wait)
        self.held.callback(process.kill)
        if not process.stdout.readline():
            raise OSError("no network")
        return process.pid

    @staticmethod
    def enter(machine):
        return ["nsenter", "--preserve-credentials", "--user", "--net", f"--target={machine}"]

    def run(self, machine, command):
        subprocess.run([*self.enter(machine), *command.split()], check=True)

    def start(self, machine, *command):
        process = subprocess.Popen(
            [*self.enter(machine), sys.executable, *command], cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        self.held.enter_context(process)
        self.held.callback(process.kill)
        return process


@pytest.fixture
def network():
    for name in ("unshare", "nsenter", "ip"):
        if not shutil.which(name):
            pytest.skip(f"there is no {name}, of util-linux and iproute2")
    with contextlib.ExitStack() as held:
        try:
            made = Network(held)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("this machine allows no networks of a test's own")
        yield made


@pytest.mark.parametrize("ipv6", [True, False])  # TensorFlow takes another socket without
def test_nobody_on_the_network_gets_in_while_a_task_starts(network, ipv6):
    addresses, loopback = ["10.9.0.1", "fd09::1"], ["127.0.0.1", "::1"]
    if not ipv6:
        addresses, loopback = addresses[:1], loopback[:1]
        network.run(network.here, "ip address del ::1/128 dev lo")
    neighbour = network.start(network.there, "tests/neighbour.py", str(PORT), *addresses)
    assert neighbour.stdout.readline() == "ready\n"
    task = network.start(network.here, "-c", TASK, *loopback)
    answer, *greetings = task.communicate(timeout=100)[0].split()
    result = json.loads(neighbour.communicate(timeout=10)[0])
    assert answer == "42"
    assert [greeting[6:8] for greeting in greetings] == ["04"] * len(loopback)  # HTTP/2's SETTINGS
    assert result["heard"] == ""
    assert result.get("accepted", 0) <= 1  # by the system, before our own call fills the queue
    assert result["silent"] > 0  # while it started
    assert result["refused"] > 100  # before and after


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is shut")
def test_a_port_that_cannot_be_kept_stays_shut(monkeypatch):
    monkeypatch.setenv("TF_GRPC_REUSE_PORT", "0")  # as it was, afterwards
    address = local_tasks(1)[0].address
    host, port = address.split(":")
    told = pytest.raises(CourseError, match="cannot keep other machines out of TensorFlow's")
    with told, ports.kept_to_this_machine(address):
        pass  # nothing listens that could be bound
    with pytest.raises(TimeoutError):
        socket.create_connection((host, int(port)), 0.5)


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="there is no IPv6")
def test_a_port_that_is_taken_on_ipv6_alone_is_told():
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as taken:
        address = f"localhost:{taken.getsockname()[1]}"
        with pytest.raises(CourseError, match=f"^{address}: the port cannot be used"):
            ports.take(address)
