"""`model.summary()` with the lines and columns of Keras 2.2 and TensorFlow 1.15."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tf_keras.src.utils import layer_utils

_today = layer_utils.print_summary
_HEADS = "Layer (type)", "Output Shape", "Param #", "Connected to"


def print_summary(
    model: Any, line_length: int | None = None, positions: Any = None,
    print_fn: Callable[[str], Any] | None = None, expand_nested: bool = False, *more: Any,
    **settings: Any,
) -> None:
    """Print a model's layers, one per line, with their connections unless they form a sequence."""
    if expand_nested or any(more) or any(settings.values()):  # arguments of later releases
        _today(model, line_length, positions, print_fn, expand_nested, *more, **settings)
        return
    tell = print_fn or print
    nodes = [node for level in getattr(model, "_nodes_by_depth", {}).values() for node in level]
    is_sequence = _is_sequence(model, nodes)
    wide = line_length or (65 if is_sequence else 98)
    places = positions or ((0.45, 0.85, 1.0) if is_sequence else (0.33, 0.55, 0.67, 1.0))
    places = [int(wide * place) if places[-1] <= 1 else place for place in places]

    def row(*fields: Any) -> None:
        line = ""
        for place, field in zip(places, fields, strict=False):
            line = f"{line[:-1]} {field}" if line else str(field)
            line = line[:place].ljust(place)
        tell(line)

    tell(f'Model: "{model.name}"')
    tell("_" * wide)
    row(*_HEADS)
    tell("=" * wide)
    for layer in model.layers:
        first, *rest = _connections(layer, nodes) or [""]
        shape = getattr(layer, "output_shape", "multiple")
        row(f"{layer.name} ({type(layer).__name__})", shape, layer.count_params(), first)
        for other in () if is_sequence else rest:
            row("", "", "", other)
        tell(("=" if layer is model.layers[-1] else "_") * wide)
    trained, fixed = map(layer_utils.count_params, (
        model.trainable_weights, model.non_trainable_weights))
    tell(f"Total params: {trained + fixed:,}")
    tell(f"Trainable params: {trained:,}")
    tell(f"Non-trainable params: {fixed:,}")
    tell("_" * wide)


def _is_sequence(model: Any, nodes: list[Any]) -> bool:
    if type(model).__name__ == "Sequential" or not model._is_graph_network:
        return True
    has_forks = any(len(level) > 1 for level in model._nodes_by_depth.values())
    return not has_forks and all(len([*node.iterate_inbound()]) < 2 for node in nodes) and all(
        sum(node in nodes for node in layer._inbound_nodes) < 2 for layer in model.layers
    )


def _connections(layer: Any, nodes: list[Any]) -> list[str]:
    return [
        f"{source.name}[{node_index + hasattr(source, 'layers')}][{tensor_index}]"
        for node in layer._inbound_nodes if not nodes or node in nodes
        for source, node_index, tensor_index, _ in node.iterate_inbound()
    ]
