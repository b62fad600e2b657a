"""`tf.contrib.tensorboard.plugins.projector`: TensorBoard's view of embeddings.

This file writes the view's settings as a protocol buffer in text format. TensorBoard, which reads
the settings, is not a part of TensorFlow 2.21.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["EmbeddingInfo", "ProjectorConfig", "SpriteMetadata", "visualize_embeddings"]


class _Message:
    """A set of fields, written as lines `name: value`; fields without a value are omitted."""

    def __repr__(self) -> str:
        return "".join(self._lines())

    def _lines(self, indent: str = "") -> list[str]:
        lines = []
        for name, values in vars(self).items():
            for value in values if isinstance(values, list | tuple) else [values]:
                if isinstance(value, _Message):
                    if inner := value._lines(f"{indent}  "):
                        lines += [f"{indent}{name} {{\n", *inner, f"{indent}}}\n"]
                elif value:
                    if isinstance(value, str | bytes):
                        value = json.dumps(tf.compat.as_text(value), ensure_ascii=False)
                    lines.append(f"{indent}{name}: {value}\n")
        return lines


@dataclass(repr=False)
class SpriteMetadata(_Message):
    """Settings for a sprite image, a file that contains a thumbnail for each point."""

    image_path: str = ""
    single_image_dim: list[int] = field(default_factory=list)  # a thumbnail's width and height


@dataclass(repr=False)
class EmbeddingInfo(_Message):
    """Settings for a variable whose rows are shown as points."""

    tensor_name: str = ""
    metadata_path: str = ""  # a file of labels, one line for each point
    bookmarks_path: str = ""
    tensor_shape: list[int] = field(default_factory=list)
    sprite: SpriteMetadata = field(default_factory=SpriteMetadata)
    tensor_path: str = ""


class _Embeddings(list):
    """A list of `EmbeddingInfo`s with the method `add` of a protocol buffer's repeated field."""

    def add(self, **fields: Any) -> EmbeddingInfo:
        """Append an entry with these fields, and return it."""
        self.append(EmbeddingInfo(**fields))
        return self[-1]


@dataclass(repr=False)
class ProjectorConfig(_Message):
    """The settings of TensorBoard's embedding projector."""

    model_checkpoint_path: str = ""  # needed if event files are in another folder
    embeddings: _Embeddings = field(default_factory=_Embeddings)
    model_checkpoint_dir: str = ""


def visualize_embeddings(summary_writer: Any, config: ProjectorConfig) -> None:
    """Write `config` to projector_config.pbtxt in a folder: a path or a summary writer's folder."""
    folder = summary_writer if isinstance(summary_writer, str) else summary_writer.get_logdir()
    path = os.path.join(tf.compat.as_text(folder), "projector_config.pbtxt")
    with tf.gfile.Open(path, "w") as file:
        file.write(str(config))
