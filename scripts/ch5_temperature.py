"""Chapter 5, a project of your own: next week's high temperature by linear regression."""

# %% Knobs
from tfgraph_course.ch5_temperature import temperature
from tfgraph_course.cli.options import parse_temperature
from tfgraph_course.cli.terminal import set_up

args = parse_temperature(__doc__, "ch5_temperature", temperature)
set_up(args)

# %% Data
from tfgraph_course.datasets import load_weather, split_years
from tfgraph_course.datasets.forecasts import calendar_means, forecasts
from tfgraph_course.training.resume import begin

known, held_out = split_years(load_weather(args.data), args.validation)
train = forecasts(known, args.weeks, like=known)
test = forecasts(held_out, args.weeks, like=known)
baselines = {
    "same as this week": test.this_week,
    "mean of the calendar week": calendar_means(known, test.dates),
}
run = begin(args)

# %% Graph
from tfgraph_course import tf
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session

sess = fresh_session(args.seed)
graph = temperature(**args.knobs)
globals().update(graph._asdict())  # x, y_, W, ... mae: the book's names
sess.run(tf.global_variables_initializer())
checkpoints.print_weight_table(graph)

# %% Train: as in chapter 1, with the error in place of the accuracy
import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.training.bar import Bar, shown
from tfgraph_course.training.history import History, epochs_in_words

feed, feed_test = {x: train.x, y_: train.y_}, {x: test.x, y_: test.y_}
history = History()


def measure(i):
    """Record both errors after i steps."""
    train_rmse, test_rmse = rmse.eval(feed_dict=feed), rmse.eval(feed_dict=feed_test)
    if not np.isfinite(train_rmse):
        raise CourseError(
            f"the error grows without bound at --rate {args.rate}; give a smaller one."
        )
    history.add(i, train_rmse=train_rmse, test_rmse=test_rmse)
    bar.set_postfix_str(shown(f"{train_rmse:.2f} °F", f"{test_rmse:.2f} °F"), refresh=False)


with Bar(range(args.epochs), disable=args.quiet) as bar:
    for i in bar:
        if i % 10 == 0:
            measure(i)
        train_step.run(feed_dict=feed)
    measure(args.epochs)

# %% Save
from tfgraph_course.predict.temperature import about_temperature

out = run.make_room()
checkpoints.save(graph, out / "model.ckpt")
about = about_temperature(known, history["test_rmse"][-1], args.data)
checkpoints.save_all(graph, out / "weights_by_name.npz", by_name=True, about=about)
history.save(out / "history.npz")

# %% Look
from tfgraph_course import figures
from tfgraph_course.figures import weather as weather_pictures

predicted = y.eval(feed_dict=feed_test)
forecast_of = {**baselines, "the regression": predicted}
rmse_of = {name: np.sqrt(np.mean((f - test.y_) ** 2)) for name, f in forecast_of.items()}
mae_of = {name: np.mean(np.abs(f - test.y_)) for name, f in forecast_of.items()}
print(f"after {epochs_in_words(args.epochs)} on {len(train.dates):,} weeks")
print(f"{len(test.dates):,} weeks held out: error in °F {'RMSE':>11}{'MAE':>7}")
for name in forecast_of:
    print(f"  {name:32}{rmse_of[name]:8.2f}{mae_of[name]:7.2f}")
print(f"training RMSE {history['train_rmse'][-1]:.2f}; files {out}")

last = slice(-2 * 52, None)  # two years
figures.save(
    {
        "forecast": lambda: weather_pictures.forecast(
            test.dates[last], test.y_[last], predicted[last],
            baselines["mean of the calendar week"][last],
        ),
        "errors": lambda: weather_pictures.errors(
            history["epoch"], history["train_rmse"], history["test_rmse"],
            {name: rmse_of[name] for name in baselines},
        ),
    },
    out,
)
run.finish()
figures.show(args.show)
