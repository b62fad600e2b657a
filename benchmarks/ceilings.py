"""What the machine can do at best: a matrix product in TensorFlow, a copy in memory."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from tfgraph_course.tf1 import fresh_session, tf

MATRIX_SIDE = 2048
COPIED_BYTES = 2**28  # more than any cache holds
TRIAL_SECONDS = 2.0


def best(work: Callable[[], object]) -> float:
    """Return the shortest time in seconds that some work takes, over TRIAL_SECONDS of trials."""
    least, end = float("inf"), time.perf_counter() + TRIAL_SECONDS
    while (start := time.perf_counter()) < end:
        work()
        least = min(least, time.perf_counter() - start)
    return least


def matrix_product() -> float:
    """Return the GFLOP/s of a matrix product in float32, on all cores."""
    sess = fresh_session(0)
    a = tf.Variable(tf.random_normal([MATRIX_SIDE, MATRIX_SIDE]))
    product = tf.matmul(a, a).op  # the op alone: nothing is copied out of the session
    sess.run(tf.global_variables_initializer())
    return 2 * MATRIX_SIDE**3 / best(lambda: sess.run(product)) / 1e9


def memory_copy() -> float:
    """Return the GB/s copied, on all cores; each byte is read once and written once."""
    cores = os.cpu_count() or 1
    source = np.split(np.ones(COPIED_BYTES // cores * cores, np.uint8), cores)
    target = [np.zeros_like(part) for part in source]
    with ThreadPoolExecutor(cores) as threads:
        return COPIED_BYTES / best(lambda: list(threads.map(np.copyto, target, source))) / 1e9


if __name__ == "__main__":
    print(json.dumps({"matrix_product_gflops": matrix_product(), "memory_copy_gbs": memory_copy()}))
