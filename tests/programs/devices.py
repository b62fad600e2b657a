"""Device scopes, placement, and the settings of a session."""

import tensorflow as tf


def second_cpu(op):
    return "/cpu:1" if op.type == "Const" else "/cpu:0"


with tf.device("/cpu:0"):
    a = tf.constant([1.0, 2.0], name="a")
    with tf.device(None):
        free = tf.constant(1.0, name="free")
with tf.Graph().as_default(), tf.device("/job:worker/task:3"):
    with tf.device("/gpu:0"):
        far = tf.constant(0.0, name="far")
with tf.device(second_cpu):
    chosen = tf.add(tf.constant(3.0), 4.0)
with tf.Graph().as_default(), tf.device(tf.train.replica_device_setter(ps_tasks=2)):
    v1, v2, out = tf.Variable(1.0), tf.Variable(2.0), tf.constant(5.0)
with tf.device("/gpu:7"):
    soft = tf.multiply(a, 2.0, name="soft")
with tf.control_dependencies([a]), tf.colocate_with(a):
    beside = tf.identity(free)
print(repr(a.device), repr(free.device), far.device, chosen.device)
print(v1.device, v2.device, out.device, [name.decode() for name in beside.op.colocation_groups()])

config = tf.ConfigProto(allow_soft_placement=True, log_device_placement=False,
                        device_count={"CPU": 2}, inter_op_parallelism_threads=1)
config.gpu_options.allow_growth = True
config.gpu_options.per_process_gpu_memory_fraction = 0.4
options = tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE)
metadata = tf.RunMetadata()
with tf.Session(config=config) as sess:
    print(sess.run(soft, options=options, run_metadata=metadata).tolist(), float(sess.run(chosen)))
    print(len(metadata.step_stats.dev_stats) > 0, len(sess.list_devices()) >= 1)
strict = tf.ConfigProto(allow_soft_placement=False)
try:
    tf.Session(config=strict).run(soft)
except (tf.errors.InvalidArgumentError, RuntimeError) as fault:
    print(type(fault).__name__, "soft" in str(fault))
print(tf.test.is_gpu_available(), tf.DeviceSpec(job="ps", device_type="CPU").to_string())

# TF 1.15.5 printed:
# '/device:CPU:0' '' /job:worker/task:3/device:GPU:0 /cpu:0
# /job:ps/task:0 /job:ps/task:1 /job:worker ['loc:@a']
# [2.0, 4.0] 7.0
# True True
# InvalidArgumentError True
# False /job:ps/device:CPU:*
