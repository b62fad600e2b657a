"""Chapter 4, "CNN in TensorFlow Learn": an Estimator with a model function; pictures of weights."""

# %% Knobs
from tfgraph_course.ch4_learn import conv_learn
from tfgraph_course.cli.options import parse_learn
from tfgraph_course.cli.shared_options import defaults_of
from tfgraph_course.cli.terminal import set_up

args = parse_learn(__doc__, "ch4_learn_cnn", defaults_of(conv_learn))
set_up(args)

# %% Data
from tfgraph_course.datasets import load_fonts, split_fonts
from tfgraph_course.training.resume import begin

images, labels, names, jitters = load_fonts(args.data)
train, onehot_train, test, onehot_test = split_fonts(
    images, labels, args.split, args.split_seed, jitters
)
run = begin(args)
train_labels = onehot_train.argmax(1).astype("int32")
test_labels = onehot_test.argmax(1).astype("int32")

# %% Model
from functools import partial

from tfgraph_course import tf

learn = tf.contrib.learn
config = learn.RunConfig(tf_random_seed=args.seed)
model_fn = partial(conv_learn, **args.knobs, classes=len(names))
classifier = learn.SKCompat(learn.Estimator(model_fn=model_fn, config=config))

# %% Train
import time

start = time.perf_counter()
classifier.fit(train, train_labels, steps=args.steps, batch_size=args.batch_size)
seconds = time.perf_counter() - start

# %% Save
import shutil

from tfgraph_course.files.atomic import write_arrays

estimator = classifier._estimator
weights = {
    name.replace("/", "_"): estimator.get_variable_value(name)
    for name in estimator.get_variable_names()
}
print(*estimator.get_variable_names(), sep="\n")
out = run.make_room()
write_arrays(out / "weights_by_name.npz", **weights)
shutil.copytree(estimator.model_dir, out / "learn", dirs_exist_ok=True)  # Learn's checkpoints

# %% Look
import numpy as np
from sklearn.metrics import accuracy_score

from tfgraph_course import figures

answers = classifier.predict(train), classifier.predict(test)
if args.answer == "classes":  # as probabilities: 1 for the class, 0 for all others
    answers = [np.eye(len(names))[classes] for classes in answers]
train_predicted, test_predicted = answers
epochs = args.steps * args.batch_size / len(train)  # passes over the training images
print(f"after {args.steps:,} steps, {epochs:.1f} epochs")
print(f"  training    {accuracy_score(train_labels, train_predicted.argmax(1)):6.1%}")
print(f"  validation  {accuracy_score(test_labels, test_predicted.argmax(1)):6.1%}")
if args.answer == "probabilities":
    print(f"  first image {test_predicted[0].round(3)}, of {names[test_labels[0]]}")
print(f"  trained in  {seconds:.0f} s")
print(f"  files       {out}")

figures.save(
    {
        "confusion": lambda: figures.confusion_matrix(onehot_test, test_predicted, names),
        "filters": lambda: figures.filters(weights["conv_layer_Conv_weights"]),
        "output_weights": lambda: figures.output_weights(
            weights["fully_connected_1_weights"], names
        ),
    },
    out,
)
run.finish()
figures.show(args.show)
