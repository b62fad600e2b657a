"""Chapter 5, beyond one machine: a chapter's model trained by a cluster of processes."""

# %% Knobs
from tfgraph_course.cli.options import parse_cluster
from tfgraph_course.cli.terminal import set_up
from tfgraph_course.models import FONT_MODELS, MODELS

args = parse_cluster(__doc__, "ch5_distributed", [model.name for model in FONT_MODELS])
set_up(args)

# %% Cluster: TF_CONFIG makes this process one task of it; without, all of it is on this machine
import os

from tfgraph_course.cluster.tasks import local_tasks, read_task

tasks = local_tasks(args.local or 2)
if "TF_CONFIG" in os.environ and args.local is None:
    tasks = [read_task(os.environ["TF_CONFIG"])]
for task in tasks:
    print(f"{task.job} {task.index} at {task.address}{', the chief' * task.is_chief}")

# %% Train
from tfgraph_course.cluster.processes import attend

model = MODELS[args.model]
options = {
    "model": model.name,
    "epochs": model.epochs if args.epochs is None else args.epochs,
    "rate": args.rate or model.rate,
    "loss": args.loss,
    "keep_prob": args.keep_prob,
    "seed": args.seed,
    "split": args.split,
    "split_seed": args.split_seed,
    "data": str(args.data),
    "out": str(args.out),
    "timeout": args.timeout,
    "save_every": args.save_every,
    "trust_network": args.trust_network,
    "restart": args.restart,
    "force": args.force,
    "quiet": args.quiet,
}
attend(tasks, options)

# %% Look, where the chief was
from tfgraph_course import figures
from tfgraph_course.datasets import load_fonts, split_fonts
from tfgraph_course.files.npz import read_npz
from tfgraph_course.predict.trained import read_trained
from tfgraph_course.training.loop import History, print_summary

if any(task.is_chief for task in tasks):
    images, labels, names, jitters = load_fonts(args.data)
    train, onehot_train, test, onehot_test = split_fonts(
        images, labels, args.split, args.split_seed, jitters
    )
    history = History(**read_npz(args.out / "history.npz"))
    epoch, train_acc, test_acc, seconds = history
    probabilities = read_trained(args.out).probabilities(test)
    figures.save(
        {
            "accuracy": lambda: figures.accuracy_curves(epoch, train_acc, test_acc, len(names)),
            "confusion": lambda: figures.confusion_matrix(onehot_test, probabilities, names),
        },
        args.out,
    )
    print_summary(history, f"{model.book} % after {model.epochs:,} epochs", args.out)
    figures.show(args.show)
