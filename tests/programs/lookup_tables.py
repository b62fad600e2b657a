"""Tables from words to numbers and back."""

import tensorflow as tf

with open("vocabulary.txt", "w") as file:
    file.write("cat\ndog\nbird\n")

words = tf.constant(["dog", "fish", "cat"])
listed = tf.contrib.lookup.index_table_from_tensor(["cat", "dog"], num_oov_buckets=1)
filed = tf.contrib.lookup.index_table_from_file("vocabulary.txt", default_value=-1)
back = tf.contrib.lookup.index_to_string_table_from_file("vocabulary.txt", default_value="?")
fixed = tf.contrib.lookup.HashTable(
    tf.contrib.lookup.KeyValueTensorInitializer(["cat", "dog"], [10, 20]), -1)
changing = tf.contrib.lookup.MutableHashTable(tf.string, tf.int64, default_value=0)
insert = changing.insert(words, tf.constant([5, 6, 7], tf.int64))

with tf.Session() as sess:
    sess.run(tf.tables_initializer())
    print(sess.run(listed.lookup(words)).tolist(), sess.run(listed.size()))
    print(sess.run(filed.lookup(words)).tolist())
    print([w.decode() for w in sess.run(back.lookup(tf.constant([2, 9, 0], tf.int64)))])
    print(sess.run(fixed.lookup(words)).tolist())
    print(sess.run(changing.lookup(words)).tolist())
    sess.run(insert)
    print(sess.run(changing.lookup(words)).tolist(), sess.run(changing.size()))
    keys, values = sess.run(changing.export())
    print(sorted(zip([key.decode() for key in keys], values.tolist())))
    for ids in ([[1, 2]], [[0, 5]]):
        print(sess.run(filed.lookup(back.lookup(tf.constant(ids, tf.int64)))).tolist())

# TF 1.15.5 printed:
# [1, 2, 0] 3
# [1, -1, 0]
# ['bird', '?', 'cat']
# [20, -1, 10]
# [0, 0, 0]
# [5, 6, 7] 3
# [('cat', 7), ('dog', 5), ('fish', 6)]
# [[1, 2]]
# [[0, -1]]
