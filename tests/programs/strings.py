"""Operations on strings."""

import tensorflow as tf

words = tf.constant(["the quick fox", "jumps", ""])
split = tf.string_split(words)
results = [
    split.values, tf.string_join(["a", words], separator="-"),
    tf.as_string([1.5, 2.25], precision=1),
    tf.as_string([True, False]), tf.string_to_hash_bucket_fast(["a", "b"], 100),
    tf.string_to_hash_bucket_strong(["a"], 100, [1, 2]), tf.string_to_number(["1.5", "-2"]),
    tf.string_to_number(["7"], tf.int32), tf.substr(words[:2], 1, 3), tf.encode_base64(["hello"]),
    tf.decode_base64(["aGVsbG8"]), tf.regex_replace(words, "[aeiou]", "*"),
    tf.reduce_join([["a", "b"], ["c", "d"]], 0), tf.reduce_join([["a", "b"]], [1], separator=" "),
    tf.decode_raw(tf.constant("\x01\x00\x02\x00"), tf.int16), tf.strings.length(words),
    tf.strings.strip(["  x "]), tf.strings.split(["a,b", "c"], ",").values,
    tf.equal(words, "jumps"), tf.unique(tf.constant(["x", "y", "x"]))[1],
    tf.strings.unicode_decode(["é"], "UTF-8").flat_values, tf.strings.upper("abc"),
    tf.strings.format("{} and {}", [tf.constant([1, 2]), 3]),
]


def plain(value):
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.decode("utf-8") if isinstance(value, bytes) else value


with tf.Session() as sess:
    for result in results:
        print(plain(sess.run(result)))
    print(sess.run(split.indices).tolist(), sess.run(split.dense_shape).tolist())
print(tf.compat.as_text(b"text"), tf.compat.as_bytes("bytes").decode(), tf.compat.as_str_any(1.5))

# TF 1.15.5 printed:
# ['the', 'quick', 'fox', 'jumps']
# ['a-the quick fox', 'a-jumps', 'a-']
# ['1.5', '2.2']
# ['true', 'false']
# [39, 22]
# [46]
# [1.5, -2.0]
# [7]
# ['he ', 'ump']
# ['aGVsbG8']
# ['hello']
# ['th* q**ck f*x', 'j*mps', '']
# ['ac', 'bd']
# ['a b']
# [1, 2]
# [13, 5, 0]
# ['x']
# ['a', 'b', 'c']
# [False, True, False]
# [0, 1, 0]
# [233]
# ABC
# [1 2] and 3
# [[0, 0], [0, 1], [0, 2], [1, 0]] [3, 3]
# text bytes 1.5
