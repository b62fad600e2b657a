"""Chapter 4, "Exploring RNNs": an RNN with a state of 11 numbers predicts each week's season."""

# %% Knobs
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.terminal import set_up

args = parse(__doc__, "ch4_weather_rnn")
set_up(args)

# %% Data
from tfgraph_course.datasets import by_day, load_weather, scale, season_labels, split_years

weather = load_weather(args.data)
weather = by_day(weather) if args.daily else weather
known, held_out = split_years(weather, args.validation) if args.validation else (weather, None)
train, labels = scale(known.weekly), season_labels(known.dates)
if held_out:
    test, test_labels = scale(held_out.weekly, like=known.weekly), season_labels(held_out.dates)

# %% Graph
from tfgraph_course import tf
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.saving import checkpoints
from tfgraph_course.training.session import fresh_session

sess = fresh_session(args.seed)
graph = weather_rnn(**args.knobs)
globals().update(graph._asdict())  # x, x_, y_, ... accuracy: the book's names
sess.run(tf.global_variables_initializer())
checkpoints.print_weight_table(graph)

# %% Train
from tfgraph_course.training.epochs import Epochs

epochs = Epochs.of(args, graph)
for i in epochs:
    if i % 10 == 0:
        A = accuracy.eval(feed_dict={x: train, y_: labels})
        B = accuracy.eval(feed_dict={x: test, y_: test_labels}) if held_out else float("nan")
        epochs.note(A, B)
    train_step.run(feed_dict={x: train, y_: labels})
globals().update(epochs.history)  # epoch, train_acc, test_acc, ... seconds

# %% Save
from tfgraph_course.datasets.weather import SEASONS
from tfgraph_course.training.loop import print_summary

checkpoints.save_run(
    graph, epochs.history, epochs.run, SEASONS, model=args.row.name, data=args.data,
    loss=args.loss,
)
print_summary(epochs.history, args.reached, epochs.folder, len(SEASONS), args.row.epochs)

# %% Look: at the weeks held out, or else at the training weeks
from tfgraph_course import figures

shown, weeks, real = (held_out, test, test_labels) if held_out else (known, train, labels)
probabilities = y.eval(feed_dict={x: weeks})
unit, of_a_year = ("day", 365) if args.daily else ("week", 52)
last = slice(-3 * of_a_year, None)  # three years
epochs.draw(
    {
        "accuracy": lambda: figures.accuracy_curves(
            epochs.history, len(SEASONS), args.title, args.row.training
        ),
        "loss": lambda: figures.loss_curves(epochs.history, args.title),
        "confusion": lambda: figures.confusion_matrix(real, probabilities, SEASONS, f"{unit}s"),
        "seasons": lambda: figures.seasons(
            shown.dates[last], shown.weekly[last, 4], real[last].argmax(1),
            probabilities[last].argmax(1), unit,
        ),
    }
)
figures.show(args.show)
