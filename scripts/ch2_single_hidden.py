"""Chapter 2, "Single hidden layer model": 1,296 -> 128 -> 5."""

# %% Knobs
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.terminal import set_up

args = parse(__doc__, "ch2_single_hidden")
set_up(args)

# %% Data
from tfgraph_course.datasets import load_fonts, split_fonts
from tfgraph_course.training.resume import begin

images, labels, names, jitters = load_fonts(args.data)
train, onehot_train, test, onehot_test = split_fonts(
    images, labels, args.split, args.split_seed, jitters
)
run = begin(args, train, onehot_train, test, onehot_test)
size = images.shape[1]
train, test = train.reshape(-1, size * size), test.reshape(-1, size * size)

# %% Graph
from tfgraph_course import tf
from tfgraph_course.ch2_deep_networks import single_hidden
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session

sess = fresh_session(args.seed)
graph = single_hidden(**args.knobs, size=size, classes=len(names))
globals().update(graph._asdict())  # x, y_, W1, ... accuracy: the book's names
sess.run(tf.global_variables_initializer())
checkpoints.print_weight_table(graph)

# %% Train
from tfgraph_course.training.loop import fit, print_summary
from tfgraph_course.training.tensorboard import watcher

history = fit(
    graph, (train, onehot_train), (test, onehot_test), epochs=args.epochs, seed=args.seed,
    engine=args.engine, quiet=args.quiet, run=run, watch=watcher(args, graph, run),
)
globals().update(history)  # epoch, train_acc, test_acc, seconds

# %% Save
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
        "neurons": lambda: figures.weight_images(
            W1.eval(), [f"neuron {i}" for i in range(min(32, h1.shape[1].value))],
            "Weights of the first 32 neurons", rows=4,
        ),
    },
    run.folder,
)
run.finish()
figures.show(args.show)
