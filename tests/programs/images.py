"""Images: resized, cropped, turned, coloured, encoded."""

import numpy as np
import tensorflow as tf

image = tf.constant(np.arange(32.0).reshape(1, 4, 4, 2).astype(np.float32))
rgb = tf.constant(np.linspace(0, 1, 27).reshape(3, 3, 3).astype(np.float32))
results = [
    tf.image.resize_images(image, [2, 3])[0, :, :, 0],
    tf.image.resize_images(image, (7, 7), align_corners=True)[0, 1, :, 1],
    tf.image.resize_images(image, [3, 3], tf.image.ResizeMethod.NEAREST_NEIGHBOR)[0, :, :, 0],
    tf.image.resize_images(image, [3, 3], method=tf.image.ResizeMethod.BICUBIC)[0, :, :, 0],
    tf.image.resize_images(image, [3, 3], method=tf.image.ResizeMethod.AREA)[0, :, :, 0],
    tf.image.resize_bilinear(image, [5, 5])[0, 2, :, 0],
    tf.image.resize_nearest_neighbor(image, [2, 2])[0, :, :, 1],
    tf.image.resize_image_with_crop_or_pad(image, 2, 6)[0, :, :, 0],
    tf.image.central_crop(image[0], 0.5)[:, :, 0],
    tf.image.crop_to_bounding_box(image, 1, 0, 2, 3)[0, :, :, 0],
    tf.image.pad_to_bounding_box(image, 1, 1, 6, 6)[0, 1, :, 0],
    tf.image.flip_left_right(image[0])[0, :, 0], tf.image.flip_up_down(image[0])[0, :, 0],
    tf.image.rot90(image[0])[:, :, 0], tf.image.transpose_image(image[0])[0, :, 0],
    tf.image.per_image_standardization(rgb)[0, 0], tf.image.rgb_to_grayscale(rgb)[:, :, 0],
    tf.image.adjust_brightness(rgb, 0.1)[0, 1], tf.image.adjust_contrast(rgb, 2.0)[0, 1],
    tf.image.adjust_hue(rgb, 0.25)[1, 1], tf.image.adjust_saturation(rgb, 0.5)[2, 2],
    tf.image.rgb_to_hsv(rgb)[0, 1], tf.image.convert_image_dtype(rgb, tf.uint8)[2, 2],
    tf.image.crop_and_resize(image, [[0, 0, 0.5, 0.5]], [0], [2, 2])[0, :, :, 0],
    tf.image.draw_bounding_boxes(rgb[None], [[[0, 0, 0.5, 0.5]]])[0, 0, :, 0],
    tf.image.non_max_suppression(
        [[0, 0, 1, 1], [0, 0, 1, 0.9], [2, 2, 3, 3.0]], [0.5, 0.9, 0.3], 5),
    tf.extract_image_patches(image, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID")[0, 0, 0],
    tf.image.total_variation(rgb),
    tf.image.decode_png(tf.image.encode_png(tf.cast(rgb * 255, tf.uint8)), channels=1)[:, :, 0],
]
with tf.Session() as sess:
    whole = [tf.image.per_image_standardization(tf.cast(rgb * 90, kind)) for kind in (
        tf.uint8, tf.int16, tf.float64, tf.float32)]
    print(*[one.name for one in whole])
    print(*[sess.run(one)[1:, 1:, 2].tolist() for one in whole[:2]])
    for result in results:
        print(np.round(np.float64(sess.run(result).astype(float)), 3).tolist())

# TF 1.15.5 printed:
# per_image_standardization_1/convert_image_1:0 per_image_standardization_2/convert_image_1:0 per_image_standardization_3/convert_image_1:0 per_image_standardization_4/Identity:0
# [[17, 69], [179, 236]] [[17, 69], [178, 236]]
# [[0.0, 2.667, 5.333], [16.0, 18.667, 21.333]]
# [5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0]
# [[0.0, 2.0, 4.0], [8.0, 10.0, 12.0], [16.0, 18.0, 20.0]]
# [[0.0, 2.74, 5.482], [10.961, 13.701, 16.443], [21.928, 24.668, 27.41]]
# [[2.5, 5.0, 7.5], [12.5, 15.0, 17.5], [22.5, 25.0, 27.5]]
# [12.8, 14.4, 16.0, 17.6, 18.8]
# [[1.0, 5.0], [17.0, 21.0]]
# [[0.0, 8.0, 10.0, 12.0, 14.0, 0.0], [0.0, 16.0, 18.0, 20.0, 22.0, 0.0]]
# [[10.0, 12.0], [18.0, 20.0]]
# [[8.0, 10.0, 12.0], [16.0, 18.0, 20.0]]
# [0.0, 0.0, 2.0, 4.0, 6.0, 0.0]
# [6.0, 4.0, 2.0, 0.0]
# [24.0, 26.0, 28.0, 30.0]
# [[6.0, 14.0, 22.0, 30.0], [4.0, 12.0, 20.0, 28.0], [2.0, 10.0, 18.0, 26.0], [0.0, 8.0, 16.0, 24.0]]
# [0.0, 8.0, 16.0, 24.0]
# [-1.669, -1.541, -1.412]
# [[0.031, 0.147, 0.262], [0.377, 0.493, 0.608], [0.724, 0.839, 0.954]]
# [0.215, 0.254, 0.292]
# [-0.231, -0.192, -0.154]
# [0.538, 0.462, 0.538]
# [0.962, 0.981, 1.0]
# [0.583, 0.4, 0.192]
# [235.0, 245.0, 255.0]
# [[0.0, 3.0], [12.0, 15.0]]
# [1.0, 1.0, 0.231]
# [1.0, 2.0]
# [0.0, 1.0, 2.0, 3.0, 8.0, 9.0, 10.0, 11.0]
# 8.308
# [[7.0, 37.0, 66.0], [96.0, 125.0, 154.0], [184.0, 213.0, 243.0]]
