# -*- coding: utf-8 -*-
"""Python 2: strings whose bytes are not text, code in strings, lists of words, old modules, re.split."""
import array
import base64
import binascii
import re
import struct
import SimpleXMLRPCServer, robotparser, whichdb
import zlib

import numpy as np
import tensorflow as tf

print ["class a", "class b"], ("x b", 1), {"a b": 'b'}, [b"ab", "it's b"]
print "W = %s b = %s" % (1, 2)
open("b.bin", "wb").write("\x89PNG\xff\xc3\xa9")
data = open("b.bin", "rb").read()
print data == "\x89PNG\xff\xc3\xa9", data[:2] != "\x89P", data.startswith("\x89PNG"), "\xff" in data
print u"\xe9".encode("latin1") == "\xe9", base64.b64encode("\xff\xfe"), binascii.hexlify("\x01\xab"), base64.encodestring("feature"), zlib.adler32("abc")
print "\xff" == chr(255), ord("\xff"), "caf\xc3\xa9" == "café", len("\x00\x01\xff"), [ord(c) for c in "\200\177\xfe"]
print struct.unpack("<H", "\xff\xfe"), struct.pack("<H", 65279) == "\xff\xfe", "".join(map(chr, [137, 80])) == "\x89P"
print '\\x89', '\\\x41', u"\x89" == unichr(0x89), r"\x89", 'x'  # "\x89
print np.fromstring("\x01\xff\x80", np.uint8), np.fromstring("".join(map(chr, range(250, 256))), dtype=np.uint8)
numbers = array.array("B")
numbers.fromstring("\xff\x01")
print numbers.tolist(), "\xff\x01".encode("hex"), "ff01".decode("hex") == "\xff\x01"
s = "caf\xe9".decode("latin1")
print s == u"caf\xe9", s.encode("utf8") == "caf\xc3\xa9", "na\xefve".replace("\xef", "i"), {"\xff": 1}[chr(255)]
print "tab\there\n".encode("string_escape"), "a\\tb\\xff".decode("string_escape") == "a\tb\xff"
with tf.Session() as sess:
    print repr(sess.run(tf.decode_raw(tf.constant("\x01\xff"), tf.uint8)))
    print sess.run(tf.string_join([tf.constant("\x00\xff"), "a"])) == "\x00\xffa"
space = {}
exec "y = 3 / 2" in space
print space["y"]
exec "print 'x', a" in {"a": 1L}
exec "z = 7 / 2"
print z
print [w.strip() for w in re.split('(\W+)?', 'Where is Mary?') if w.strip()], re.split('x*', 'axbc'), re.split(',', 'a,b,c', 1)

import new, commands
with tf.Session() as sess:
    print sess.run(tf.string_join(["a", "\x00\xff"])) == "a\x00\xff", sess.run(tf.strings.length(["\xff\xfe", "ab"]))
print commands.mkarg("a b"), new.instancemethod(lambda self: self + 1, 3)(), new.classobj("A", (object,), {"x": 1}).x

import os, StringIO, hashlib, csv, json
print "TF_NOPE" in os.environ, "a" in ["a"], "b" in {"b": 1}, ord(open("b.bin", "rb").read(1))
open("w.txt", "wb").write("a\r\nb\r\n")
print repr(open("w.txt", "rU").read()), StringIO.StringIO("\x89PNG").read() == "\x89PNG", hashlib.md5("\xff").hexdigest(), round(1e30, 2)
table = open("c.csv", "wb")
csv.writer(table).writerow(["\xe9", 1])
table.close()
print list(csv.reader(open("c.csv", "rb")))[0][0] == "\xe9"
try:
    json.dumps(object())
except TypeError:
    print "TypeError"

# TF 1.15 printed, run alone:
# ['class a', 'class b'] ('x b', 1) {'a b': 'b'} ['ab', "it's b"]
# W = 1 b = 2
# True False True True
# True //4= 01ab ZmVhdHVyZQ==
# 38600999
# True 255 True 3 [128, 127, 254]
# (65279,) True True
# \x89 \A True \x89 x
# [  1 255 128] [250 251 252 253 254 255]
# [255, 1] ff01 True
# True True naive 1
# tab\there\n True
# array([  1, 255], dtype=uint8)
# True
# 1
# x 1
# 3
# ['Where', 'is', 'Mary', '?'] ['a', 'bc'] ['a', 'b,c']
# True [2 2]
#  'a b' 4 1
# False True True 137
# 'a\nb\n' True 00594fd4f42ba43fc1ca0427a0576295 1e+30
# True
# TypeError
