"""Trains from cells, with options of absl's and of tf.flags, and a part that they write and run."""

from IPython import get_ipython
import contextlib
import io
import sys

from absl import flags as options
import tensorflow as tf

get_ipython().run_line_magic("matplotlib", "inline")
%pylab inline
folder = "parts"
%mkdir {folder}

# In[2]:
%%writefile {folder}/part.py
import os, sys
part = [os.path.basename(__file__), __name__] + sys.argv[1:]
if __name__ == "__main__":
    sys.exit(len(part))

# In[3]:
%run -i {folder}/part.py 3 --rate=2
loss = linspace(0, 1, 4)[1]
said = !echo "{loss:.2f} in {folder}" $folder
print(part, said, np.pi == pi, len(sys.argv))

# In[4]:
%%bash -s {folder} "4 5"
echo "$1, $2"; ls $1

# In[5]:
%cp {folder}/part.py copy.py
%run copy
options.DEFINE_integer("steps", 3, "Steps.", lower_bound=1)
options.DEFINE_string("log_folder", None, "Where to log.")
tf.flags.DEFINE_float("rate", 0.5, "Rate.", short_name="r")
tf.flags.DEFINE_bool("old", False, "Deleted again.")
tf.flags.register_validator("rate", lambda rate: rate < 1, message="too fast")
options.mark_flag_as_required("log_folder")
del tf.flags.FLAGS.old
own = tf.flags.FlagValues()
tf.flags.DEFINE_string("word", "none", "A word.", flag_values=own)
own(["program", "--word=given"])
FLAGS = options.FLAGS


def main(argv):
    print(part, argv, FLAGS.steps, FLAGS.rate, tf.flags.FLAGS.log_folder, own.word)
    print("old" in FLAGS, "word" in FLAGS, FLAGS.find_module_defining_flag("rate") == sys.argv[0])
    tf.flags.FLAGS.steps += 1
    with tf.Session() as sess:
        print(sess.run(tf.constant(FLAGS.steps) * 2))
    try:
        with contextlib.redirect_stdout(io.StringIO()) as told:
            tf.app.run(argv=["cells", "--help"])
    except SystemExit as ended:
        print(ended.code, told.getvalue().splitlines()[-1], "--rate: Rate" in told.getvalue())


if __name__ == "__main__":
    try:
        tf.app.run(argv=["cells"] + sys.argv[1:])
    except options.IllegalFlagValueError as fault:
        print(fault)
        sys.exit(5)

# TF 1.15.5 printed, run with --steps=2 --log_folder x -r .25 more --unknown:
# Writing parts/part.py
# ['part.py', '__main__', '3', '--rate=2'] ['0.33 in parts parts'] True 8
# parts, 4 5
# part.py
# ['copy.py', '__main__'] ['cells', 'more', '--unknown'] 2 0.25 x given
# False False True
# 6
# 1 Try --helpfull to get a list of all flags. True
# TF 1.15.5 printed, run with --log_folder=y --rate=2, status 5:
# Overwriting parts/part.py
# ['part.py', '__main__', '3', '--rate=2'] ['0.33 in parts parts'] True 3
# parts, 4 5
# part.py
# flag --rate=2.0: too fast
