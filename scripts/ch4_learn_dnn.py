"""Chapter 4, "Deep neural networks" in TensorFlow Learn: hidden layers of 10 and 5 neurons."""

# %% Knobs
from tfgraph_course.cli.options import parse_learn
from tfgraph_course.cli.terminal import set_up

args = parse_learn(
    __doc__, "ch4_learn_dnn", {"hidden": (10, 5), "rate": 0.05, "optimizer": "Adam"}
)
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
train_labels = onehot_train.argmax(1).astype("int32")
test_labels = onehot_test.argmax(1).astype("int32")

# %% Model
from tfgraph_course import tf
from tfgraph_course.objective import optimizer_of

learn = tf.contrib.learn
config = learn.RunConfig(tf_random_seed=args.seed)
feature_columns = learn.infer_real_valued_columns_from_input(train)
classifier = learn.SKCompat(
    learn.DNNClassifier(
        feature_columns=feature_columns, hidden_units=args.hidden, n_classes=len(names),
        optimizer=optimizer_of(args.optimizer, args.rate), config=config
    )
)

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
out = run.make_room()
write_arrays(out / "weights_by_name.npz", **weights)
shutil.copytree(estimator.model_dir, out / "learn", dirs_exist_ok=True)  # Learn's checkpoints

# %% Look
import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix

from tfgraph_course import figures

train_classes = classifier.predict(train)["classes"]
test_classes = classifier.predict(test)["classes"]
onehot_predicted = np.eye(len(names))[test_classes]
epochs = args.steps * args.batch_size / len(train)  # passes over the training images
print(f"after {args.steps:,} steps, {epochs:.1f} epochs")
print(f"  training    {accuracy_score(train_labels, train_classes):6.1%}")
print(f"  validation  {accuracy_score(test_labels, test_classes):6.1%}")
print(confusion_matrix(train_labels, train_classes))
print(f"  trained in  {seconds:.0f} s")
print(f"  files       {out}")

figures.save(
    {
        "confusion": lambda: figures.confusion_matrix(onehot_test, onehot_predicted, names),
    },
    out,
)
run.finish()
figures.show(args.show)
