"""Chapter 1, "Logistic regression": from 1,296 pixels to five fonts, with the loop spelled out."""

# %% Knobs
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.terminal import set_up

args = parse(__doc__, "ch1_logistic", fitted=False)
set_up(args)

# %% Data
from tfgraph_course.datasets import load_fonts, split_fonts
from tfgraph_course.training.resume import begin

images, labels, names, jitters = load_fonts(args.data)
train, onehot_train, test, onehot_test = split_fonts(
    images, labels, args.split, args.split_seed, jitters
)
run = begin(args)
size = images.shape[1]
train, test = train.reshape(-1, size * size), test.reshape(-1, size * size)

# %% Graph
from tfgraph_course import tf
from tfgraph_course.ch1_getting_started import logistic
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session

sess = fresh_session(args.seed)
graph = logistic(**args.knobs, size=size, classes=len(names))
globals().update(graph._asdict())  # x, y_, W, ... accuracy: the book's names
sess.run(tf.global_variables_initializer())
checkpoints.print_weight_table(graph)

# %% Train
from tqdm import trange

from tfgraph_course.training.history import History

history = History()


def measure(i):
    """Record both accuracies after i steps."""
    train_acc = accuracy.eval(feed_dict={x: train, y_: onehot_train})
    test_acc = accuracy.eval(feed_dict={x: test, y_: onehot_test})
    history.add(i, train_acc=train_acc, test_acc=test_acc)
    shown = {"training": f"{train_acc:.1%}", "validation": f"{test_acc:.1%}"}
    bar.set_postfix(shown, refresh=False)


with trange(args.epochs, unit="epoch", disable=args.quiet) as bar:
    for i in bar:
        if i % 10 == 0:
            measure(i)
        train_step.run(feed_dict={x: train, y_: onehot_train})
    measure(args.epochs)
globals().update(history)  # epoch, train_acc, test_acc, seconds

# %% Save
from tfgraph_course.training.loop import print_summary

checkpoints.save_run(
    graph, history, run, names, train, model=args.row.name, data=args.data, loss=args.loss
)
print_summary(history, args.row.reached, run.folder)

# %% Look
from tfgraph_course import figures

probabilities = y.eval(feed_dict={x: test})
figures.save(
    {
        "letters": lambda: figures.letters(images, labels, names),
        "accuracy": lambda: figures.accuracy_curves(history, len(names)),
        "confusion": lambda: figures.confusion_matrix(onehot_test, probabilities, names),
        "weights": lambda: figures.weight_images(W.eval(), names, "Weights of each class"),
    },
    run.folder,
)
run.finish()
figures.show(args.show)
