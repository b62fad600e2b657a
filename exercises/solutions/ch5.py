"""Answers to the exercises of chapter 5."""

# %% Imports
from __future__ import annotations

from collections.abc import Sequence

import numpy as np


# %% 5.1 A step of K-means
def kmeans_step(points: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    distances = ((points[:, None] - means) ** 2).sum(axis=2)
    nearest = distances.argmin(axis=1)
    new_means = means.copy()
    for i in range(len(means)):
        if (nearest == i).any():
            new_means[i] = points[nearest == i].mean(axis=0)
    return nearest, new_means


# %% 5.2 The nearest neighbour
def nearest_neighbour(train: np.ndarray, labels: np.ndarray, test: np.ndarray) -> np.ndarray:
    said = []
    for image in test:
        distances = ((train - image) ** 2).sum(axis=(1, 2))
        said.append(labels[distances.argmin()])
    return np.array(said)


# %% 5.3 What a confusion matrix says
def accuracies(confusion: np.ndarray) -> tuple[float, np.ndarray]:
    right = np.diag(confusion)
    return float(right.sum() / confusion.sum()), right / confusion.sum(axis=1)


# %% 5.4 Several models, one answer
def ensemble(probabilities: Sequence[np.ndarray]) -> np.ndarray:
    mean = np.mean(probabilities, axis=0)
    return mean.argmax(axis=1)


# %% 5.5 A fair split
def split_by_glyph(
    images: int, jitters: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    glyphs = random.permutation(images // jitters)
    of_glyphs = glyphs[:, None] * jitters + np.arange(jitters)
    count = len(glyphs) // 10
    return of_glyphs[count:].ravel(), of_glyphs[:count].ravel()
