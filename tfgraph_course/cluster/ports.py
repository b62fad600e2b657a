"""A task's port: it must be free, and nobody from outside is answered there.

TensorFlow's server listens on all networks of a machine, and a socket that listens can be bound to
the loopback device only when it is there. So sockets of our own listen at the port first, and
whatever comes before TensorFlow's is bound is lost in them.
"""

from __future__ import annotations

import contextlib
import ctypes
import ipaddress
import os
import socket
import struct
import sys
from collections.abc import Iterator

from tfgraph_course.errors import CourseError

SO_ATTACH_REUSEPORT_CBPF = 51  # of Linux; Python does not name it


def is_of_this_machine(address: str) -> bool:
    """Whether only this machine can reach an address, "host:port"."""
    host = address.rpartition(":")[0]
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def take(address: str) -> list[socket.socket]:
    """Bind the port of an address on all networks: sockets of each kind that TensorFlow may use.

    Raises:
        CourseError: it is not free. TensorFlow says the same in three lines of C++.
    """
    taken = []
    if sys.platform == "linux" and socket.has_dualstack_ipv6():
        taken.append(socket.socket(socket.AF_INET6))
        taken[0].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    taken.append(socket.socket())
    for each in taken:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            each.bind(("", int(address.rpartition(":")[2])))
        except OSError as fault:
            raise CourseError(
                f"{address}: the port cannot be used ({fault.strerror}); end what listens there, "
                "or name another."
            ) from fault
    return taken


@contextlib.contextmanager
def kept_to_this_machine(address: str) -> Iterator[None]:
    """Within `with`, a server of TensorFlow starts at an address; only this machine can reach it.

    Raises:
        CourseError: the port is not free, or this system cannot do this. The port is then shut
            as long as this process lives.
    """
    taken = take(address)
    try:
        shut = _shut(taken)
        yield
        _bind_to_loopback(int(address.rpartition(":")[2]), shut)
    except OSError as fault:
        raise CourseError(
            f"{address}: this system cannot keep TensorFlow's server to the machine; use Linux, or "
            "--trust-network and the machine's address if the network is your own."
        ) from fault
    for descriptor in shut:
        os.close(descriptor)


def _shut(taken: list[socket.socket]) -> list[int]:
    """Listen at a port where TensorFlow may listen too, but nothing reaches it; descriptors.

    Of sockets that share a port, a program chooses the one that gets what comes: "return 0", ours.
    Its queue has room for one connection that nobody takes out, and that is a connection of ours.
    So the system leaves all others without an answer.
    """
    if sys.platform != "linux":
        raise OSError("the option has another number")
    return_0 = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
    program = struct.pack("HP", 1, ctypes.addressof(return_0))
    for each in taken:  # IPv6 first: while it is alone, it also gets our own IPv4 connection
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        with socket.socket() as caller, contextlib.suppress(TimeoutError):  # the queue is full
            caller.settimeout(1)
            each.listen(0)
            caller.connect(("127.0.0.1", each.getsockname()[1]))
        each.setsockopt(socket.SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, program)
    os.environ["TF_GRPC_REUSE_PORT"] = "1"
    return [each.detach() for each in taken]  # so that an error does not close them


def _bind_to_loopback(port: int, shut: list[int]) -> None:
    """Bind what listens at a port to the loopback device, except the descriptors that shut it."""
    bound = 0
    for descriptor in {int(name) for name in os.listdir("/proc/self/fd")}.difference(shut):
        try:
            found = socket.socket(fileno=os.dup(descriptor))
        except OSError:  # it is a file, or gone
            continue
        with found:
            listens = found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if listens and found.getsockname()[1:2] == (port,):
                found.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
                bound += 1
    if not bound:
        raise OSError("nothing listens")
