"""Chapter 3, "CNN": 5 x 5 x 4 convolution, pooling, 32 neurons with dropout."""

# %% Knobs
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.terminal import set_up

args = parse(__doc__, "ch3_cnn")
set_up(args)

# %% Data
from tfgraph_course.datasets import load_fonts, split_fonts

images, labels, names, jitters = load_fonts(args.data)
train, onehot_train, test, onehot_test = split_fonts(
    images, labels, args.split, args.split_seed, jitters
)

# %% Graph
from tfgraph_course import tf
from tfgraph_course.ch3_convolution import cnn
from tfgraph_course.saving import checkpoints
from tfgraph_course.training.session import fresh_session

sess = fresh_session(args.seed)
graph = cnn(**args.knobs, size=images.shape[1], classes=len(names))
globals().update(graph._asdict())  # x, y_, x_im, ... accuracy: the book's names
sess.run(tf.global_variables_initializer())
checkpoints.print_weight_table(graph)

# %% Train
from tfgraph_course.training.epochs import Epochs

epochs = Epochs.of(args, graph)
for i in epochs:
    if i % 10 == 0:
        A = accuracy.eval(feed_dict={x: train, y_: onehot_train, keep_prob: 1.0})
        B = accuracy.eval(feed_dict={x: test, y_: onehot_test, keep_prob: 1.0})
        epochs.note(A, B)
    train_step.run(feed_dict={x: train, y_: onehot_train, keep_prob: args.keep_prob})
globals().update(epochs.history)  # epoch, train_acc, test_acc, ... seconds

# %% Save
from tfgraph_course.training.loop import print_summary

checkpoints.save_run(
    graph, epochs.history, epochs.run, names, train, onehot_train, model=args.row.name,
    data=args.data, loss=args.loss,
)
print_summary(epochs.history, args.reached, epochs.folder, len(names), args.row.epochs)

# %% Look
from tfgraph_course import figures

probabilities = y.eval(feed_dict={x: test, keep_prob: 1.0})
epochs.draw(
    {
        "letters": lambda: figures.letters(images, labels, names),
        "accuracy": lambda: figures.accuracy_curves(
            epochs.history, len(names), args.title, args.row.validation
        ),
        "loss": lambda: figures.loss_curves(epochs.history, args.title),
        "confusion": lambda: figures.confusion_matrix(onehot_test, probabilities, names),
        "filters": lambda: figures.filters(W1.eval()),
        "output_weights": lambda: figures.output_weights(W3.eval(), names, fonts="rows"),
    }
)
figures.show(args.show)
