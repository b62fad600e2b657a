"""`import keras`: how models are fitted and evaluated in Keras 2.3, and what that prints."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tf_keras.api._v1 import keras
from tf_keras.src import callbacks
from tf_keras.src.engine import (
    training_arrays_v1,
    training_generator_v1,
    training_utils_v1,
    training_v1,
)
from tf_keras.src.optimizers import utils as optimizer_utils
from tf_keras.src.utils import generic_utils
from tf_keras.src.utils.data_utils import Sequence

from tfgraph_course.tf1.keras import names


class _Rows(Sequence):
    """A Sequence that counts how often an epoch has ended."""

    def __init__(self, rows: Sequence) -> None:
        self.rows, self.ended = rows, 0

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> Any:
        return self.rows[place]

    def on_epoch_end(self) -> None:
        self.rows.on_epoch_end()
        self.ended += 1


class _LastLoss(training_utils_v1.MetricsAggregator):
    """The loss of a generator's last batch, which Keras 2.3 took for that of all batches."""

    def aggregate(self, batch_outs: list[Any], *place: int) -> None:
        self.results = list(batch_outs)

    def finalize(self) -> None:
        """Leave the results as they are."""


_fit_today = training_generator_v1.fit_generator


def _fit_generator(model: Any, data: Any, **settings: Any) -> Any:
    """Fit to a generator or Sequence; a Sequence's `on_epoch_end` is called after each epoch."""
    validated: list[Any] = []

    def validate(
        model: Any, data: Any, batch_size: int, callbacks: Any, workers: int, **settings: Any
    ) -> Any:
        if isinstance(data, tuple | list):
            return model.evaluate(*data[:2], batch_size, 0, *data[2:], callbacks=callbacks)
        if isinstance(data, Sequence) and workers and validated:
            data.on_epoch_end()
        validated.append(data)
        return training_generator_v1.evaluate_generator(
            model, data, callbacks=callbacks, workers=workers, **settings)

    training_generator_v1.model_iteration = validate
    if not isinstance(data, Sequence):
        return _fit_today(model, data, **settings)
    rows, ends = _Rows(data), callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: model.stop_training or rows.on_epoch_end())
    if not settings["workers"]:
        settings["callbacks"] = [*(settings["callbacks"] or ()), ends]
    history, steps = _fit_today(model, rows, **settings), settings["steps_per_epoch"]
    if not (steps or model.stop_training) and rows.ended < len(history.epoch):
        rows.on_epoch_end()  # the thread that reads the rows was stopped before
    return history


class Progbar(generic_utils.Progbar):
    """A progress bar; each of its states is a line of its own unless the output is a terminal."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.unit_name = "step"
        is_terminal = getattr(sys.stdout, "isatty", bool)()
        self._dynamic_display = is_terminal or "ipykernel" in sys.modules


class ProgbarLogger(callbacks.ProgbarLogger):
    """Show the progress of an epoch, or of an evaluation outside an epoch."""

    def set_params(self, params: dict[str, Any]) -> None:
        super().set_params(params)
        self.params = params

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        if self.epochs == 1:
            print("Epoch 1/1")
        super().on_epoch_begin(epoch, logs)

    def _show(self, logs: Any) -> list[tuple[str, Any]]:
        return [(name, logs[name]) for name in self.params["metrics"] if name in logs]

    def _batch_update_progbar(self, batch: int, logs: Any = None) -> None:
        step = 1 if self.use_steps else self.params["batch_size"]
        self.seen = min(self.seen + step, self.target)
        self.values = self._show(logs) if self._called_in_fit else []
        if self.seen < self.target or not self._called_in_fit:
            self.progbar.update(self.seen, self.values)

    def _finalize_progbar(self, logs: Any, counter: Any) -> None:
        if self._called_in_fit:
            self.progbar.update(self.target, self.values + self._show(logs))


def _print_bar(text: str, **settings: Any) -> None:
    sys.stdout.write(re.sub(r"^\d+/\d+( - .*) - \S+/epoch - \S+/step\n", r"\1\n", text))
    sys.stdout.flush()


def fit_as_then(change: Callable[[Any, str, Any], None]) -> None:
    """Let models be fitted and evaluated as in Keras 2.3; `change` sets an object's attribute."""
    arrays, generators, model = training_arrays_v1, training_generator_v1, training_v1.Model
    recompile = model._recompile_weights_loss_and_weighted_metrics
    process, configure = callbacks.CallbackList._process_logs, callbacks.configure_callbacks
    tell = callbacks.io_utils.print_msg

    def recompile_both(model: Any) -> bool:  # otherwise one function ignores the weights
        changed = recompile(model)
        if changed:
            model.train_function = model.test_function = None
        return changed

    def in_order(*args: Any, **settings: Any) -> Any:  # first the values of the validation
        logs = process(*args, **settings)
        return type(logs)(sorted(logs.items(), key=lambda item: not item[0].startswith("val_")))

    def floats(function: Callable[..., Any]) -> Callable[..., Any]:
        def evaluate(*args: Any, **settings: Any) -> Any:
            found = function(*args, **settings)
            return [*map(float, found)] if isinstance(found, list) else float(found)

        return evaluate

    def with_progress(
        given: Any, *args: Any, verbose: int, count_mode: str, mode: str, **settings: Any
    ) -> Any:  # before the user's own callbacks print something
        if isinstance(given, callbacks.CallbackList):
            return given
        if verbose if mode == "train" else verbose == 1:
            given = [ProgbarLogger(count_mode), *(given or ())]
        made = configure(given, *args, verbose=0, count_mode=count_mode, mode=mode, **settings)
        made.set_params(made.params | {"verbose": verbose})
        return made

    def train_info(samples: int, validation: int | None, *more: Any) -> None:
        if validation:
            print(f"Train on {samples} samples, validate on {validation} samples")

    aggregators = vars(training_utils_v1) | {"MetricsAggregator": _LastLoss}
    for place, name, value in (
        (model, "_recompile_weights_loss_and_weighted_metrics", recompile_both),
        (arrays, "model_iteration", floats(arrays.model_iteration)),
        (arrays, "test_loop", floats(arrays.test_loop)),
        (arrays, "_print_train_info", train_info),
        (generators, "training_utils_v1", SimpleNamespace(**aggregators)),
        (generators, "evaluate_generator", floats(generators.evaluate_generator)),
        (generators, "model_iteration", generators.model_iteration),
        (generators, "fit_generator", _fit_generator),
        (optimizer_utils, "make_gradient_clipnorm_fn",  # the norm of all gradients together
         optimizer_utils.make_global_gradient_clipnorm_fn),
        (callbacks.CallbackList, "_process_logs", in_order),
        (callbacks, "configure_callbacks", with_progress), (callbacks, "Progbar", Progbar),
        (callbacks.io_utils, "print_msg", lambda text, **settings: tell(
            text.replace("best epoch.", "best epoch"), **settings)),
        (generic_utils, "io_utils", SimpleNamespace(print_msg=_print_bar)),
        (keras.callbacks, "ProgbarLogger", ProgbarLogger), (names, "Progbar", Progbar),
    ):
        change(place, name, value)
