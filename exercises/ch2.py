"""Exercises of chapter 2: fill them in; `python -m pytest exercises -m ch2` checks them."""

# %% Imports
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tfgraph_course import tf


# %% 2.1 A layer of neurons
def layer(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Compute a layer of neurons with NumPy: each is the sigmoid of its weighted inputs and bias.

    >>> layer(np.array([[1.0, 2.0]]), np.array([[2.0], [-1.0]]), np.array([0.0])).tolist()
    [[0.5]]

    Args:
        x: float64 [batch, inputs].
        W: float64 [inputs, neurons].
        b: float64 [neurons].

    Returns:
        float64 [batch, neurons].

    Picture: docs/pictures/diagrams/ch2_network.png

    Hint: `@` is the product of matrices, and the sigmoid of z is 1 / (1 + e to the power of -z).
    """
    raise NotImplementedError  # your lines instead of this one


# %% 2.2 The chain rule
def backpropagate(
    x: np.ndarray, y_: np.ndarray, h1: np.ndarray, W2: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Compute by hand all gradients of the network with a single hidden layer, from the values of
    its nodes: h1 = sigmoid(x W1 + b1), y = softmax(h1 W2 + b2), and the mean cross-entropy of y.

    The check asks `tf.gradients`, and also moves each weight a little and watches the loss.

    Args:
        x: float64 [batch, pixels].
        y_: float64 [batch, classes], one-hot labels.
        h1: float64 [batch, hidden].
        W2: float64 [hidden, classes].
        y: float64 [batch, classes].

    Returns:
        The gradients by W1 [pixels, hidden], b1 [hidden], W2 [hidden, classes] and b2 [classes].

    Picture: docs/pictures/diagrams/ch2_backpropagation.gif

    Hint: go from the end. By the scores, the gradient is (y - y_) / batch; by h1 it is that times
    W2 transposed; the slope of the sigmoid is h1 (1 - h1).
    """
    raise NotImplementedError  # your lines instead of this one


# %% 2.3 How many weights?
def count_weights(sizes: Sequence[int]) -> int:
    """Count the weights of a dense network, with its biases, without building it.

    >>> count_weights([1296, 128, 5])  # the single hidden layer of the book
    166661

    Args:
        sizes: inputs, neurons of each hidden layer, classes: [128, 8, 5] has 8 hidden neurons.

    Returns:
        The number.

    Picture: docs/pictures/diagrams/ch2_single_hidden_model.png

    Hint: between two layers there is a matrix, and each neuron has a bias; inputs have none.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 2.4 Initial weights scaled by the inputs
def dense(x: tf.Tensor, neurons: int) -> tuple[tf.Variable, tf.Variable, tf.Tensor]:
    """Build a layer in the graph: sigmoid(x W + b), as the book says that it should start.
    W is truncated normal with deviation 1 / sqrt(inputs), and every bias is 0.1.

    The book's own last layers are scaled by the number of outputs instead (docs/errata.md).

    Args:
        x: float32 [batch, inputs]; `x.shape[1].value` is the number of inputs.
        neurons: the number of neurons in the layer.

    Returns:
        The nodes W, b and h, the last float32 [batch, neurons].

    Picture: docs/pictures/diagrams/ch2_network.png

    Hint: `tf.Variable`, `tf.truncated_normal`, `tf.constant(0.1, shape=...)`, `tf.matmul`.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 2.5 A bottleneck
def losses_by_width(
    widths: Sequence[int], pixels: np.ndarray, y_: np.ndarray, steps: int
) -> list[float]:
    """Train the book's network of two hidden layers for each width of the second one, and return
    what the loss is after the last step. Which width does worst, and what is it short of?

    For each width: `fresh_session(0)` of `tfgraph_course.tf1`, then `deep_nn` of
    `tfgraph_course.ch2_deep_networks` with 128 neurons before the `width`, rate 0.5, loss "logits",
    and size and classes as the data have them; then `steps` times its training step on all data.

    Args:
        widths: neurons of the second hidden layer, such as [2, 8, 32].
        pixels: float32 [N, size * size].
        y_: float32 [N, classes], one-hot labels.
        steps: the number of gradient descent steps.

    Returns:
        The cross-entropy on the same data, one number for each width.

    Picture: docs/pictures/diagrams/ch2_deep_nn_model.png

    Hint: scripts/ch2_deep_nn.py has the lines; import what you need in the function.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 2.6 The confusion matrix
def confusion(y_: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Count how often an image of class i was taken for class j. Start from zeros, as the
    book does.

    >>> confusion(np.eye(2)[[0, 0, 1]], np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7]])).tolist()
    [[1, 1], [0, 1]]

    Args:
        y_: float32 [N, classes], one-hot labels.
        y: float32 [N, classes], probabilities.

    Returns:
        int [classes, classes]: row i is the real class, column j the one that the model says.

    Hint: `argmax` undoes one-hot, and finds what the model says.
    """
    raise NotImplementedError  # your lines instead of this one
