"""The measurements as a Markdown table for each model."""

from __future__ import annotations

from statistics import median
from typing import Any

from benchmarks.problems import goal
from tfgraph_course.models import MODELS

HEAD = """\
| contender | version | ms a step | spread | steps/s | of the book's | without measuring \
| set-up, s | to the book's accuracy, s | peak, MiB | of the limit |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def times(result: dict[str, Any]) -> list[float]:
    """Return each round's median of the milliseconds per step, including its share of measuring."""
    return [median(found["step_ms"]) for found in result["rounds"]]


def limit(record: dict[str, Any], model: str) -> float:
    """Return the milliseconds that a step's arithmetic takes at the speed of a matrix product."""
    return record["models"][model]["flops"] / record["ceilings"]["matrix_product_gflops"] / 1e6


def markdown(record: dict[str, Any]) -> str:
    """Make the tables of a record, which `python -m benchmarks` writes as JSON."""
    ceilings = record["ceilings"]
    parts = [
        f"{record['cores']} CPU cores, {record['system']}, Python {record['python']}; medians of "
        f"{record['rounds']} interleaved rounds, each in a fresh process. Ceilings: "
        f"{ceilings['matrix_product_gflops']:.0f} GFLOP/s in a float32 matrix product, "
        f"{ceilings['memory_copy_gbs']:.1f} GB/s copied in memory.\n"
    ]
    for model, measured in record["models"].items():
        rows = [_row(record, model, name) for name in measured["contenders"]]
        parts.append(
            f"{MODELS[model].title}, {measured['examples']:,} examples, "
            f"{measured['flops'] / 1e9:.3g} GFLOP a step: at least {limit(record, model):.3g} ms "
            f"where nothing repeats{_reached(model, measured)}\n\n" + HEAD + "".join(rows)
        )
    return "\n".join(parts)


def _row(record: dict[str, Any], model: str, name: str) -> str:
    results = record["models"][model]["contenders"]
    result = results[name]
    if not result["rounds"]:
        return f"| {name} | {result['fault']} | | | | | | | | | |\n"
    steps, rounds = times(result), result["rounds"]
    step = median(steps)
    book = results.get("book", {"rounds": []})
    share = f"{step / median(times(book)):.2f}" if book["rounds"] else "-"
    peaks = [found["memory_mib"] for found in rounds]
    peak = "-" if None in peaks else f"{median(peaks):.0f}"
    bare, setup = (median(found[key] for found in rounds) for key in ("bare_step_ms", "setup_s"))
    epoch = record["models"][model].get("reached_epoch")
    reach = "-" if epoch is None else f"{setup + epoch * step / 1000:.1f}"
    return (
        f"| {name} | {rounds[0]['version']} | {step:.2f} | {min(steps):.2f} to {max(steps):.2f} "
        f"| {1000 / step:.1f} | {share} | {bare:.2f} | {setup:.1f} | {reach} | {peak} "
        f"| {limit(record, model) / step:.0%} |\n"
    )


def _reached(model: str, measured: dict[str, Any]) -> str:
    """Say when the book's accuracy is reached, if that was asked for."""
    if "last_accuracy" not in measured:
        return ""
    if goal(model) is None:
        return f"; {measured['last_accuracy']:.1%} at the end"
    accuracy = f"the book's {goal(model):.0%}"
    if measured["reached_epoch"] is None:
        return f"; {accuracy} is not reached, {measured['last_accuracy']:.1%} at the end"
    return f"; {accuracy} is reached at epoch {measured['reached_epoch']:,}"
