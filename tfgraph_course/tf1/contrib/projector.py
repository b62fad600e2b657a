"""`tf.contrib.tensorboard.plugins.projector`: TensorBoard's view of embeddings.

This file writes the view's settings as a protocol buffer in text format. TensorBoard, which reads
the settings, is not a part of TensorFlow 2.21.
"""

from __future__ import annotations

import json
import os
import types
from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["EmbeddingInfo", "ProjectorConfig", "SpriteMetadata", "visualize_embeddings"]


class _Message(types.SimpleNamespace):
    """A set of fields, written as lines `name: value`; fields without a value are omitted."""

    def __str__(self) -> str:
        return "".join(self._lines())

    def _lines(self, indent: str = "") -> list[str]:
        lines = []
        for name, values in vars(self).items():
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, _Message):
                    if inner := value._lines(f"{indent}  "):
                        lines += [f"{indent}{name} {{\n", *inner, f"{indent}}}\n"]
                elif value:
                    if isinstance(value, str | bytes):
                        value = json.dumps(tf.compat.as_text(value), ensure_ascii=False)
                    lines.append(f"{indent}{name}: {value}\n")
        return lines


class SpriteMetadata(_Message):
    """Settings for a sprite image, a file that contains a thumbnail for each point."""

    def __init__(self, image_path: str = "", single_image_dim: Any = ()) -> None:
        """`single_image_dim` is the width and height of a thumbnail."""
        super().__init__(image_path=image_path, single_image_dim=list(single_image_dim))


class EmbeddingInfo(_Message):
    """Settings for a variable whose rows are shown as points."""

    def __init__(
        self, tensor_name: str = "", metadata_path: str = "", bookmarks_path: str = "",
        tensor_shape: Any = (), sprite: SpriteMetadata | None = None, tensor_path: str = "",
    ) -> None:
        """`metadata_path` is the path of a file of labels, one line for each point."""
        super().__init__(
            tensor_name=tensor_name, metadata_path=metadata_path, bookmarks_path=bookmarks_path,
            tensor_shape=list(tensor_shape), sprite=sprite or SpriteMetadata(),
            tensor_path=tensor_path,
        )


class _Embeddings(list):
    """A list of `EmbeddingInfo`s with the method `add` of a protocol buffer's repeated field."""

    def add(self, **fields: Any) -> EmbeddingInfo:
        """Append an entry with these fields, and return it."""
        self.append(EmbeddingInfo(**fields))
        return self[-1]


class ProjectorConfig(_Message):
    """The settings of TensorBoard's embedding projector."""

    def __init__(self, model_checkpoint_path: str = "", model_checkpoint_dir: str = "") -> None:
        """The paths are needed only if checkpoints and event files are in different folders."""
        super().__init__(
            model_checkpoint_path=model_checkpoint_path,
            embeddings=_Embeddings(),
            model_checkpoint_dir=model_checkpoint_dir,
        )


def visualize_embeddings(summary_writer: Any, config: ProjectorConfig) -> None:
    """Write `config` to projector_config.pbtxt in a folder: a path or a summary writer's folder."""
    folder = summary_writer if isinstance(summary_writer, str) else summary_writer.get_logdir()
    path = os.path.join(tf.compat.as_text(folder), "projector_config.pbtxt")
    with tf.gfile.Open(path, "w") as file:
        file.write(str(config))
