# What Python and its modules have lost since 3.7.
import base64
import imp
import json
import random
import threading
import time
import unittest
import array
import asyncio
import html.parser
import xml.etree.cElementTree as ET
from xml.etree import cElementTree

import tensorflow as tf

root = ET.fromstring("<a><b>1</b><b>2</b></a>")
print([b.text for b in root.getchildren()], cElementTree.Element("x").tag)
print(json.loads('{"a": 1}', encoding="utf-8"), base64.encodestring(b"a"))
print(len(random.sample({1, 2, 3}, 2)), imp.new_module("m").__name__)


class Case(tf.test.TestCase):
    def test(self):
        self.assertEquals(1, 1)
        self.assertNotEquals(1, 2)
        self.assertRegexpMatches("ab", "a")
        self.assertItemsEqual([1, 2], [2, 1])
        self.assert_(True)
        with self.assertRaisesRegexp(ValueError, "x"):
            raise ValueError("x")


@asyncio.coroutine
def doubled(n):
    yield from asyncio.sleep(0)
    return 2 * n


numbers = array.array("h")
numbers.fromstring(array.array("h", [1, 2]).tostring())
print(numbers.tolist(), html.parser.HTMLParser().unescape("&lt;"), tf.VERSION[:4])
print(asyncio.new_event_loop().run_until_complete(doubled(4)), len(list(root.getiterator("b"))))
print(unittest.makeSuite(Case).countTestCases(), open("log.txt", "a").close(),
      open("log.txt", "rU").read() == "")
suite = unittest.defaultTestLoader.loadTestsFromTestCase(Case)
result = unittest.TextTestRunner(stream=open("log.txt", "w")).run(suite)
print(result.wasSuccessful(), result.failures, result.errors)
thread = threading.Thread(target=time.clock)
thread.start()
thread.join()
print(thread.isAlive())

# TF 1.15 printed, run alone:
# ['1', '2'] x
# {'a': 1} b'YQ==\n'
# 2 m
# [1, 2] < 1.15
# 8 2
# 2 None True
# True [] []
# False
