"""An experiment with TensorFlow Learn's runner; sound, staging areas and XLA where contrib had them."""

import tempfile

import numpy as np
import tensorflow as tf
from tensorflow.contrib.framework.python.ops import audio_ops
from tensorflow.contrib.learn.python.learn import learn_runner
from tensorflow.contrib.training.python.training import hparam

tf.logging.set_verbosity(tf.logging.ERROR)
x = np.linspace(0, 1, 20).astype('f')[:, None]

def input_fn():
    return {'x': tf.constant(x)}, tf.constant(3 * x + 1)

def experiment_fn(run_config, hparams):
    est = tf.estimator.LinearRegressor([tf.feature_column.numeric_column('x')], config=run_config, optimizer=tf.train.GradientDescentOptimizer(hparams.rate))
    return tf.contrib.learn.Experiment(est, input_fn, input_fn, train_steps=50, eval_steps=1, min_eval_frequency=0)

config = tf.contrib.learn.RunConfig(model_dir=tempfile.mkdtemp())
results, exported = learn_runner.run(experiment_fn, run_config=config, schedule='train_and_evaluate', hparams=hparam.HParams(rate=.01))
print(sorted(results.items()), exported)

def old_experiment_fn(output_dir):
    est = tf.contrib.learn.LinearRegressor([tf.contrib.layers.real_valued_column('x')], model_dir=output_dir, optimizer=tf.train.GradientDescentOptimizer(.01))
    metrics = {'mse': tf.contrib.learn.MetricSpec(tf.contrib.metrics.streaming_mean_squared_error, prediction_key='scores')}
    return tf.contrib.learn.Experiment(est, input_fn, input_fn, train_steps=50, eval_steps=1, eval_metrics=metrics, eval_delay_secs=0)

folder = tempfile.mkdtemp()
for schedule in ('test', 'train', 'evaluate', 'local_run'):
    result = tf.contrib.learn.learn_runner.run(old_experiment_fn, folder, schedule)
    print(schedule, type(result).__name__ if schedule == 'train' else result)
for settings in ({}, {'output_dir': 'a', 'run_config': config}, {'output_dir': folder, 'schedule': 'sing'}):
    try:
        learn_runner.run(old_experiment_fn, **settings)
    except ValueError as e:
        print(type(e).__name__)

wave = tf.sin(tf.range(1600.) / 5)[:, None]
spectrogram = audio_ops.audio_spectrogram(wave, window_size=480, stride=160, magnitude_squared=True)
mfcc = audio_ops.mfcc(spectrogram, 16000, dct_coefficient_count=5)
wav = audio_ops.decode_wav(audio_ops.encode_wav(wave, 16000), desired_channels=1)
area = tf.contrib.staging.StagingArea([tf.float32], shapes=[[]])
put, got = area.put([tf.constant(3.)]), area.get()
with tf.contrib.compiler.jit.experimental_jit_scope():
    product = tf.constant(2.) * 3
with tf.Session() as sess:
    coefficients, sound = sess.run([mfcc, wav])
    print(coefficients.shape, coefficients[0, 0].round(3).tolist(), sound.audio.shape, sound.sample_rate)
    sess.run(put)
    print(sess.run(got), sess.run(product))

training = tf.contrib.training

def metric():
    tf.reset_default_graph()
    tf.train.get_or_create_global_step()
    return tf.metrics.mean(tf.constant([1., 2.]) * tf.get_variable('w', initializer=0.))

folder = tempfile.mkdtemp()
tf.reset_default_graph()
tf.get_variable('w', initializer=2.)
add = tf.assign_add(tf.train.get_or_create_global_step(), 1)
with tf.train.MonitoredTrainingSession(checkpoint_dir=folder) as sess:
    sess.run(add)
value, update = metric()
print(training.evaluate_once(tf.train.latest_checkpoint(folder), eval_ops=[update], final_ops={'m': value}, hooks=[training.StopAfterNEvalsHook(2)]))
value, update = metric()
print(training.evaluate_repeatedly(folder, eval_ops=[update], final_ops=value, max_number_of_evaluations=1, eval_interval_secs=0, hooks=[training.StopAfterNEvalsHook(1)]))
print([path[-12:] for path in (next(iter(training.checkpoints_iterator(folder))), training.wait_for_new_checkpoint(folder))])

# TF 1.15.5 printed:
# [('average_loss', 0.017908284), ('global_step', 50), ('label/mean', 2.5), ('loss', 0.35816568), ('prediction/mean', 2.5171046)] []
# test {'loss': 6.740106, 'mse': 6.740106, 'global_step': 1}
# train LinearRegressor
# evaluate {'loss': 0.8091637, 'mse': 0.8091637, 'global_step': 50}
# local_run ({'loss': 0.8091637, 'mse': 0.8091637, 'global_step': 50}, [])
# ValueError
# ValueError
# ValueError
# (1, 8, 5) [-38.64899826049805, 16.95400047302246, -4.229000091552734, -7.736000061035156, -7.0320000648498535] (1600, 1) 16000
# [3.0] 6.0
# {'m': 3.0}
# 3.0
# ['model.ckpt-1', 'model.ckpt-1']
