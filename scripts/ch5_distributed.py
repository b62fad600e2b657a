"""Chapter 5, beyond one machine: a chapter's model trained by a cluster of processes."""

# %% Knobs
from tfgraph_course.cli.options import parse_cluster
from tfgraph_course.cli.terminal import set_up
from tfgraph_course.models import FONT_MODELS, MODELS

args = parse_cluster(__doc__, "ch5_distributed", [model.name for model in FONT_MODELS])
set_up(args)

# %% Cluster: with TF_CONFIG, this process is one task of it; without, all tasks are on this machine
import os

from tfgraph_course.cluster.tasks import local_tasks, read_task

tasks = local_tasks(args.local or 2)
if "TF_CONFIG" in os.environ and args.local is None:
    tasks = [read_task(os.environ["TF_CONFIG"])]
for task in tasks:
    print(f"{task.job} {task.index} at {task.address}{', the chief' if task.is_chief else ''}")

# %% Train
from tfgraph_course.cluster.options import from_arguments
from tfgraph_course.cluster.processes import attend

attend(tasks, from_arguments(args))

# %% Look: only where the chief ran
from tfgraph_course import figures
from tfgraph_course.datasets import load_fonts, split_fonts
from tfgraph_course.datasets.books import has_figures
from tfgraph_course.predict.trained import read_trained
from tfgraph_course.training.history import History
from tfgraph_course.training.loop import print_summary

if any(task.is_chief for task in tasks):
    images, labels, names, jitters = load_fonts(args.data)
    train, onehot_train, test, onehot_test = split_fonts(
        images, labels, args.split, args.split_seed, jitters
    )
    history = History.read(args.out / "history.npz")
    probabilities = read_trained(args.out).probabilities(test)
    figures.save(
        {
            "accuracy": lambda: figures.accuracy_curves(history, len(names)),
            "confusion": lambda: figures.confusion_matrix(onehot_test, probabilities, names),
        },
        args.out,
    )
    model = MODELS[args.model]
    reached = model.reached if has_figures(args.data) else ""
    print_summary(history, reached, args.out, len(names), model.epochs)
    figures.show(args.show)
