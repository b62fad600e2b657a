"""Chapter 4, "Exploring RNNs": a cell that passes on 11 numbers tells the season of each week."""

# %% Knobs
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.terminal import set_up

args = parse(__doc__, "ch4_weather_rnn")
set_up(args)

# %% Data
from tfgraph_course.datasets import load_weather, scale, season_labels, split_years
from tfgraph_course.training.resume import begin

weather = load_weather(args.data)
known, held_out = split_years(weather, args.validation) if args.validation else (weather, None)
train, labels = scale(known.weekly), season_labels(known.dates)
validation = (
    (scale(held_out.weekly, like=known.weekly), season_labels(held_out.dates)) if held_out else None
)
run = begin(args, train, labels, *(validation or ()))

# %% Graph
from tfgraph_course import tf
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session

sess = fresh_session(args.seed)
graph = weather_rnn(**args.knobs)
globals().update(graph._asdict())  # x, x_, y_, ... accuracy: the book's names
sess.run(tf.global_variables_initializer())
checkpoints.print_weight_table(graph)

# %% Train
from tfgraph_course.training.loop import fit, print_summary
from tfgraph_course.training.tensorboard import watcher

history = fit(
    graph, (train, labels), validation, epochs=args.epochs, seed=args.seed,
    engine=args.engine, quiet=args.quiet, run=run, watch=watcher(args, graph, run),
)
globals().update(history)  # epoch, train_acc, test_acc, seconds

# %% Save
from tfgraph_course.datasets.weather import SEASONS

checkpoints.save_run(
    graph, history, run, SEASONS, model=args.row.name, data=args.data, loss=args.loss
)
print_summary(history, args.row.reached, run.folder)

# %% Look: at the weeks held out, or else at the training weeks
from tfgraph_course import figures

shown = held_out or known
weeks, real = validation or (train, labels)
probabilities = y.eval(feed_dict={x: weeks})
last = slice(-3 * 52, None)  # three years
figures.save(
    {
        "accuracy": lambda: figures.accuracy_curves(history, len(SEASONS)),
        "confusion": lambda: figures.confusion_matrix(real, probabilities, SEASONS, "weeks"),
        "seasons": lambda: figures.seasons(
            shown.dates[last], shown.weekly[last, 4], real[last].argmax(1),
            probabilities[last].argmax(1),
        ),
    },
    run.folder,
)
run.finish()
figures.show(args.show)
