"""The pairs of Python and TensorFlow that the course promises: `nox -s pairs`, or one of them.

An environment takes 2.5 GB, so there is one at a time: made, used, removed.
"""

import itertools
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
PYTHONS = ["3.10", "3.11", "3.12", "3.13"]
TENSORFLOWS = ["2.19", "2.20", "2.21"]
# TensorFlow 2.19 has no wheel for Python 3.13.
PAIRS = [pair for pair in itertools.product(PYTHONS, TENSORFLOWS) if pair != ("3.13", "2.19")]
# What is tried as old as it may be, beside the oldest pair.
OLDEST = [
    "tensorflow==2.19.0", "tf_keras==2.19.0", "numpy==2.0.0", "tensorboard==2.19.0",
    "matplotlib==3.10.0", "scikit-learn==1.6.1", "scipy==1.13.0", "pillow==11.3.0",
]
FEW_EPOCHS = {
    "ch1_simple": [], "ch1_logistic": ["--epochs", "20"], "ch2_neuron": [],
    "ch2_single_hidden": ["--epochs", "20"], "ch2_deep_nn": ["--epochs", "20"],
    "ch3_conv_pool": [], "ch3_cnn": ["--epochs", "20"], "ch3_deep_cnn": ["--epochs", "20"],
    "ch4_weather_rnn": ["--epochs", "5"], "ch4_learn_linear": ["--steps", "10"],
    "ch4_learn_dnn": ["--steps", "10"], "ch4_learn_cnn": ["--steps", "10"],
    "ch5_temperature": ["--epochs", "20"], "ch5_kmeans": [],
    "ch5_distributed": ["--local", "2", "--epochs", "20"], "ch5_review": ["--quick"],
}


@nox.session
@nox.parametrize(
    ("python", "tensorflow"), PAIRS, ids=[f"{python}-{tensorflow}" for python, tensorflow in PAIRS]
)
def pairs(session: nox.Session, tensorflow: str) -> None:
    """Run the quick tests and a script; on the oldest and newest pair all scripts and programs."""
    pair = (session.python, tensorflow)
    wanted = [f"tensorflow=={tensorflow}.*", f"tf_keras=={tensorflow}.*"]
    try:
        session.install("-e", ".[test]", *(OLDEST if pair == PAIRS[0] else wanted))
        session.run("python", "-m", "pytest", "-m", "quick", "-n", "0")
        scripts = ["ch3_deep_cnn"]
        if pair in (PAIRS[0], PAIRS[-1]):
            session.run("python", "-m", "pytest", "-n", "0", "tests/test_programs.py")
            scripts = list(FEW_EPOCHS)
        folder = Path("scripts").resolve()
        with session.chdir(session.create_tmp()):  # where the scripts write to
            for script in scripts:
                session.run("python", str(folder / f"{script}.py"), *FEW_EPOCHS[script])
    finally:
        shutil.rmtree(session.virtualenv.location, ignore_errors=True)
