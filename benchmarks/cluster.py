"""`python -m benchmarks.cluster`: what a step costs in time and bytes for each number of workers.

Each cluster runs twice, to an early and to a late epoch: starting, the first checkpoint and the end
cost the same in both, so the difference is the cost of the steps between. With 20 images instead of
2,790 there is next to nothing to compute: such a step shows what the workers' messages cost. All
workers measure every ten epochs, as `fit` does, and the cost of a step includes this.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from tfgraph_course import tf
from tfgraph_course.cli.chapters import SCRIPTS
from tfgraph_course.datasets import FONTS_FILE, load_fonts, split_fonts
from tfgraph_course.errors import tell_in_one_sentence
from tfgraph_course.files.npz import read_npz
from tfgraph_course.models import MODELS, Model
from tfgraph_course.training.loop import fit

EPOCHS = {"logistic": (100, 500), "deep_nn": (50, 250), "deep_cnn": (20, 80)}
WORKERS = (1, 2, 4)
FEW_IMAGES = 20


def loopback_bytes() -> int:
    """Count the bytes sent over the loopback device since the machine started, with all headers."""
    lines = Path("/proc/net/dev").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.strip().startswith("lo:"))


def cluster_run(name: str, workers: int, epochs: int, data: Path, out: Path) -> tuple[float, int]:
    """Train on a cluster; return the milliseconds per epoch, and the bytes that all tasks sent."""
    before = loopback_bytes()
    command = [sys.executable, str(SCRIPTS / "ch5_distributed.py"), "--quiet", "--model", name]
    command += ["--local", str(workers), "--epochs", str(epochs), "--keep-prob", "1"]
    command += ["--data", str(data), "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    sent = loopback_bytes() - before
    return median_step(read_npz(out / "history.npz")), sent


def median_step(history: dict[str, np.ndarray]) -> float:
    """Return the milliseconds per epoch: the median over stretches of ten, without the first."""
    return float(np.median(np.diff(history["seconds"])[1:] / np.diff(history["epoch"])[1:])) * 1e3


def alone(model: Model) -> float:
    """Return the milliseconds per epoch in one process; TensorFlow computes the graph as it is.

    The graph runs in a Session, because an InteractiveSession, as in the chapters, turns off
    TensorFlow's graph optimizer, and the sessions of a cluster do not.
    """
    images, labels, *_ = load_fonts()
    train, onehot_train, test, onehot_test = split_fonts(images, labels)
    with tf.Graph().as_default(), tf.Session() as sess:
        graph = model.build()
        sess.run(tf.global_variables_initializer())
        history = fit(
            graph, (train, onehot_train), (test, onehot_test), epochs=EPOCHS[model.name][1],
            keep_prob=1.0, engine="graph", quiet=True,
        )
    return median_step(history)


def main() -> None:
    """Print the cost of a step for each model, in one process and for each number of workers."""
    tell_in_one_sentence()
    with tempfile.TemporaryDirectory() as folder:
        few, out = Path(folder, "few.npz"), Path(folder, "run")
        arrays = read_npz(FONTS_FILE)
        some = np.arange(FEW_IMAGES) * (len(arrays["arr_1"]) // FEW_IMAGES)
        np.savez(few, arr_0=arrays["arr_0"][some], arr_1=arrays["arr_1"][some])
        for name, (near, far) in EPOCHS.items():
            model = MODELS[name]
            print(f"{model.name:10} one process {alone(model):7.1f} ms", flush=True)
            for workers in WORKERS:
                took, most = cluster_run(model.name, workers, far, FONTS_FILE, out)
                _, less = cluster_run(model.name, workers, near, FONTS_FILE, out)
                talk, _ = cluster_run(model.name, workers, far, few, out)
                sent = (most - less) / (far - near)
                print(
                    f"{'':10} {workers} workers   {took:7.1f} ms, {sent:11,.0f} bytes; "
                    f"{talk:6.1f} ms with {FEW_IMAGES} images",
                    flush=True,
                )


if __name__ == "__main__":
    main()
