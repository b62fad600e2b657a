"""The port of a cluster's task: it must be free, and other machines must get no answer from it.

TensorFlow's server listens on all network interfaces of a machine, and its socket can be bound to
the loopback device only once it is listening. So this module's sockets listen on the port first,
and absorb all connections that arrive before TensorFlow's socket is bound.
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

SO_ATTACH_REUSEPORT_CBPF = 51  # a Linux option; Python has no name for it


def is_of_this_machine(address: str) -> bool:
    """Return True if a network address, "host:port", can be reached only from this machine."""
    host = address.rpartition(":")[0]
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def take(address: str) -> list[socket.socket]:
    """Bind the port of an address on all network interfaces; return the sockets.

    The last socket is for IPv4; on Linux, if the system has IPv6, one for both precedes it.

    Raises:
        CourseError: the port is not free. TensorFlow itself would report this in three lines of
            C++.
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
                f"{address}: the port cannot be used ({fault.strerror}); stop the program that "
                "uses it, or choose another port."
            ) from fault
    return taken


@contextlib.contextmanager
def kept_to_this_machine(address: str) -> Iterator[None]:
    """Context manager in which to start a TensorFlow server that only this machine can reach.

    Raises:
        CourseError: the port is not free, or the operating system cannot keep other machines out;
            in that case the port stays blocked for the life of this process.
    """
    taken = take(address)
    try:
        shut = _shut(taken)
        yield
        _bind_to_loopback(int(address.rpartition(":")[2]), shut)
    except OSError as fault:
        raise CourseError(
            f"{address}: this system cannot keep other machines out of TensorFlow's server; use "
            "Linux or, if the network is your own, give --trust-network and the machine's address."
        ) from fault
    for descriptor in shut:
        os.close(descriptor)


def _shut(taken: list[socket.socket]) -> list[int]:
    """Block all connections to a port, even while TensorFlow listens there, too.

    Among sockets that share a port, a filter program chooses which one gets each connection;
    "return 0" chooses a socket from `taken`. The queue of that socket holds one connection, which
    this function opens and nobody accepts. So the system answers no other connection.

    Returns:
        The descriptors of the sockets `taken`.
    """
    if sys.platform != "linux":
        raise OSError("only Linux has the socket option that is needed")
    return_0 = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
    program = struct.pack("HP", 1, ctypes.addressof(return_0))
    for each in taken:  # IPv6 first: while it is the only one, it also gets our own IPv4 connection
        each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        with socket.socket() as caller, contextlib.suppress(TimeoutError):  # the queue is full
            caller.settimeout(1)
            each.listen(0)
            caller.connect(("127.0.0.1", each.getsockname()[1]))
        each.setsockopt(socket.SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, program)
    os.environ["TF_GRPC_REUSE_PORT"] = "1"
    return [each.detach() for each in taken]  # so that an error does not close them


def _bind_to_loopback(port: int, shut: list[int]) -> None:
    """Bind all sockets that listen on a port, except those in `shut`, to the loopback device."""
    bound = 0
    for descriptor in {int(name) for name in os.listdir("/proc/self/fd")}.difference(shut):
        try:
            found = socket.socket(fileno=os.dup(descriptor))
        except OSError:  # not a socket, or closed
            continue
        with found:
            listens = found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if listens and found.getsockname()[1:2] == (port,):
                found.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
                bound += 1
    if not bound:
        raise OSError("no socket listens on the port")
