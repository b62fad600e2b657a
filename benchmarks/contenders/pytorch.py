"""PyTorch: modules, autograd and SGD; compiled, or with the gradient added up over tiles."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from benchmarks.contenders import TILE_IMAGES, Contender, Row, has_no, loop
from benchmarks.problems import Problem

VERSION = torch.__version__


class Recurrent(nn.Module):
    """The weather RNN: a state for each week, then four seasons."""

    def __init__(self) -> None:
        super().__init__()
        self.rnn, self.out = nn.RNN(5, 11, batch_first=True), nn.Linear(11, 4)
        self.rnn.bias_hh_l0.requires_grad = False  # one bias, as TensorFlow has; this stays 0

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits [N, 4] of weeks [N, 5]."""
        return self.out(self.rnn(x[None])[0][0])


def network(model: str) -> nn.Module:
    """Return the layers of the book, from the data to the logits of the classes."""
    conv, pool = lambda i, o, k: nn.Conv2d(i, o, k, padding="same"), nn.MaxPool2d(2)
    if model == "weather_rnn":
        return Recurrent()
    layers = {
        "logistic": [nn.Linear(1296, 5)],
        "single_hidden": [nn.Linear(1296, 128), nn.Sigmoid(), nn.Linear(128, 5)],
        "deep_nn": [
            *(nn.Linear(1296, 128), nn.Sigmoid(), nn.Linear(128, 32), nn.Sigmoid()),
            nn.Linear(32, 5),
        ],
        "cnn": [
            *(conv(1, 4, 5), nn.ReLU(), pool, nn.Flatten()),
            *(nn.Linear(1296, 32), nn.ReLU(), nn.Dropout(), nn.Linear(32, 5)),
        ],
        "deep_cnn": [
            *(conv(1, 16, 3), nn.ReLU(), pool, conv(16, 4, 3), nn.ReLU(), pool, nn.Flatten()),
            *(nn.Linear(324, 32), nn.ReLU(), nn.Dropout(), nn.Linear(32, 5)),
        ],
    }
    if model not in layers:
        raise has_no("pytorch", model)
    return nn.Sequential(*layers[model])


def as_parameters(weights: dict[str, np.ndarray]) -> list[np.ndarray]:
    """Return TensorFlow's weights in PyTorch's order of axes, as `parameters()` lists them."""
    arrays, channels = [], 0
    for name, array in weights.items():
        if name == "kernel":  # rows of the weeks, then of the state
            arrays += [array[:5].T, array[5:].T]
        elif name == "bias":
            arrays += [array, np.zeros_like(array)]
        elif array.ndim == 4:
            arrays.append(array.transpose(3, 2, 0, 1))
            channels = array.shape[3]
        elif array.ndim == 2 and channels:  # reads flattened images; PyTorch flattens by channel
            arrays.append(array.reshape(-1, channels, array.shape[1]).transpose(2, 1, 0))
            channels = 0
        else:
            arrays.append(array.T)
    return arrays


def prepare(problem: Problem, form: str) -> Contender:
    """Make the module; `form` is "", "compiled" or "tiled". See `contenders`."""
    net = network(problem.model)
    x, x_test = torch.from_numpy(problem.x), torch.from_numpy(problem.x_test)
    if x.ndim == 3:  # images
        net = net.to(memory_format=torch.channels_last)
        x, x_test = (t[:, None].to(memory_format=torch.channels_last) for t in (x, x_test))
    y_, y_test = (torch.from_numpy(y.argmax(1)) for y in (problem.y_, problem.y_test))
    optimizer = torch.optim.SGD(net.parameters(), problem.rate)
    forward = torch.compile(net) if form == "compiled" else net
    tile = TILE_IMAGES if form == "tiled" else len(x)

    def step(i: int) -> None:
        net.train()
        optimizer.zero_grad()
        for images, labels in zip(x.split(tile), y_.split(tile), strict=True):
            y = forward(images).softmax(1)
            # The book's doubled softmax: cross_entropy gets y as logits.
            (cross_entropy(y, labels, reduction="sum") / len(x)).backward()
        optimizer.step()

    @torch.no_grad()
    def accuracy(x: torch.Tensor, y_: torch.Tensor) -> float:
        if not len(x):
            return float("nan")
        net.eval()
        right = sum(
            (forward(images).argmax(1) == labels).sum().item()
            for images, labels in zip(x.split(tile), y_.split(tile), strict=True)
        )
        return right / len(x)

    def train(epochs: int, keep_prob: float) -> list[Row]:
        arrays = as_parameters(problem.weights)
        with torch.no_grad():
            for parameter, array in zip(net.parameters(), arrays, strict=True):
                parameter.copy_(torch.from_numpy(array.copy().reshape(parameter.shape)))
        for module in net.modules():
            if isinstance(module, nn.Dropout):
                module.p = 1 - keep_prob
        return loop(epochs, step, lambda: (accuracy(x, y_), accuracy(x_test, y_test)))

    @torch.no_grad()
    def loss() -> float:
        net.eval()
        return cross_entropy(net(x).softmax(1), y_).item()

    return Contender(train, loss, VERSION)
