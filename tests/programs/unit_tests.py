"""tf.test.TestCase: a session for tests and assertions on arrays."""

import sys
import unittest

import numpy as np
import tensorflow as tf


class SquareTest(tf.test.TestCase):
    def setUp(self):
        super(SquareTest, self).setUp()
        self.x = np.array([1.0, 2.0], np.float32)

    def testValue(self):
        with self.test_session() as sess:
            y = tf.square(self.x)
            self.assertAllEqual(y.eval(), [1, 4])
            self.assertAllClose(sess.run(tf.sqrt(y)), self.x, rtol=1e-6)
            self.assertShapeEqual(self.x, y)
            self.assertNear(4.0001, y.eval()[1], 1e-3)

    def testGradient(self):
        with self.test_session(use_gpu=False):
            x = tf.constant(self.x)
            error = tf.test.compute_gradient_error(x, [2], tf.square(x), [2])
            self.assertLess(error, 1e-2)

    def testFailure(self):
        with self.session():
            with self.assertRaisesOpError("negative"):
                tf.Print(tf.check_numerics(tf.log(-1.0), "negative"), []).eval()

    def testProto(self):
        self.assertProtoEquals("name: 'a' op: 'NoOp'", tf.NodeDef(name="a", op="NoOp"))
        self.assertStartsWith(self.get_temp_dir(), "/")
        self.assertAllClose({"a": [1.0]}, {"a": [1.0 + 1e-7]})
        self.assertTrue(tf.test.get_temp_dir())


suite = unittest.defaultTestLoader.loadTestsFromTestCase(SquareTest)
result = unittest.TextTestRunner(stream=open("log", "w"), verbosity=2).run(suite)
print(result.testsRun - len(result.skipped) >= 4, result.failures, result.errors)

# TF 1.15.5 printed:
# True [] []
