"""Chapter 4, "CNN in TensorFlow Learn": an Estimator with a model function; pictures of weights."""

# %% Knobs
from tfgraph_course.cli.options import parse_learn
from tfgraph_course.cli.terminal import set_up

args = parse_learn(__doc__, "ch4_learn_cnn")
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
from tfgraph_course.ch4_learn import conv_learn

learn = tf.contrib.learn
config = learn.RunConfig(tf_random_seed=args.seed)
classifier = learn.SKCompat(
    learn.Estimator(model_fn=partial(conv_learn, classes=len(names)), config=config)
)

# %% Train
import time

start = time.perf_counter()
classifier.fit(train, train_labels, steps=args.steps, batch_size=args.batch_size)
seconds = time.perf_counter() - start

# %% Save
from tfgraph_course.files.whole import write_arrays

estimator = classifier._estimator
weights = {
    name.replace("/", "_"): estimator.get_variable_value(name)
    for name in estimator.get_variable_names()
}
out = run.make_room()
write_arrays(out / "weights_by_name.npz", **weights)

# %% Look
import numpy as np
from sklearn.metrics import accuracy_score

from tfgraph_course import figures

train_classes, test_classes = classifier.predict(train), classifier.predict(test)
onehot_predicted = np.eye(len(names))[test_classes]
epochs = args.steps * args.batch_size / len(train)  # passes over the training images
print(f"after {args.steps:,} steps, {epochs:.1f} epochs")
print(f"  training    {accuracy_score(train_labels, train_classes):6.1%}")
print(f"  validation  {accuracy_score(test_labels, test_classes):6.1%}")
print(f"  time        {seconds:.0f} s")
print(f"  files       {out}")

figures.save(
    {
        "confusion": lambda: figures.confusion_matrix(onehot_test, onehot_predicted, names),
        "filters": lambda: figures.filters(weights["conv_layer_Conv_weights"]),
        "output_weights": lambda: figures.output_weights(
            weights["fully_connected_1_weights"], names
        ),
    },
    out,
)
run.finish()
figures.show(args.show)
