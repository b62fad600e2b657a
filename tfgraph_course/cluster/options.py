"""The options of a cluster's tasks: the options of the script, with the model's defaults."""

from __future__ import annotations

import argparse
from typing import Any, NamedTuple

from tfgraph_course.models import MODELS


class ClusterOptions(NamedTuple):
    """The options of ch5_distributed.py, which every task of the cluster receives."""

    model: str  # a name in models.MODELS
    epochs: int
    rate: float
    optimizer: str
    loss: str  # "book" or "logits"
    keep_prob: float
    seed: int
    split: str  # "image" or "glyph"
    split_seed: int
    data: str  # path of the images
    out: str  # path of the run's folder
    timeout: float  # seconds
    save_every: float  # seconds
    trust_network: bool
    restart: bool
    force: bool
    quiet: bool
    changed: dict[str, Any]  # the script's options that differ from their defaults


def from_arguments(args: argparse.Namespace) -> ClusterOptions:
    """Return the options from the command line; by default, epochs and rate are the model's."""
    given = {name: getattr(args, name) for name in ClusterOptions._fields}
    model = MODELS[args.model]
    given["epochs"] = model.epochs if args.epochs is None else args.epochs
    given["rate"] = args.rate or model.rate
    given["data"], given["out"] = str(args.data), str(args.out)
    return ClusterOptions(**given)
