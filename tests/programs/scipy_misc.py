"""scipy.misc's pictures."""

import numpy as np, os, tempfile, scipy.misc
from scipy.misc import imread, imresize, imsave, toimage, fromimage, imrotate, bytescale
from scipy import misc
d = tempfile.mkdtemp(); r = np.random.RandomState(0)
f = r.rand(7, 5, 3); g = r.rand(6, 6) * 3 - 1; u = r.randint(0, 255, (8, 6, 3)).astype(np.uint8); f32 = f.astype(np.float32)
p = os.path.join(d, "a.png")
for a in (f, g, u, f32, np.moveaxis(u, 2, 0)):
    if a.shape[0] != 3: scipy.misc.imsave(p, a); b = misc.imread(p); print(b.shape, b.dtype, b.sum())
    for s in (50, 0.5, 2.0):
        x = imresize(a, s); print(x.shape, x.dtype, int(x.sum()), end=" ")
    for i in ("nearest", "bicubic", "lanczos", "cubic"): print(int(imresize(a, (10, 9), interp=i).sum()), end=" ")
    print()
imsave(p, u); print(imread(p, True).dtype, imread(p, flatten=True).sum().round(1), imread(p, mode="RGBA").shape)
print(toimage(g, cmin=0, cmax=1).size, fromimage(toimage(g, mode="F")).dtype, bytescale(g, high=200, low=10).max(), imresize(g, (3, 3), mode="F").dtype, imresize(g.astype("f"), (3, 3), "bicubic", mode="F").round(3).tolist()[0])
print(imrotate(u, 90).shape, imrotate(u, 30).sum(), toimage(u).mode, toimage(r.rand(4, 4, 4)).mode, int(misc.comb(5, 2)), misc.factorial(4), misc.logsumexp([0, 0]).round(4))

# TF 1.15.5 printed:
# (7, 5, 3) uint8 12877
# (3, 2, 3) uint8 2209 (3, 2, 3) uint8 2209 (14, 10, 3) uint8 51592 31333 33156 33171 33156 
# (6, 6) uint8 5373
# (3, 3) uint8 1322 (3, 3) uint8 1322 (12, 12) uint8 21517 14226 13443 13433 13443 
# (8, 6, 3) uint8 17716
# (4, 3, 3) uint8 4375 (4, 3, 3) uint8 4375 (16, 12, 3) uint8 70971 33624 33188 33169 33188 
# (7, 5, 3) uint8 12877
# (3, 2, 3) uint8 2209 (3, 2, 3) uint8 2209 (14, 10, 3) uint8 51592 31333 33156 33171 33156 
# (4, 3, 3) uint8 4375 (4, 3, 3) uint8 4375 (16, 12, 3) uint8 70971 33624 33188 33169 33188 
# float32 6089.9 (8, 6, 4)
# (6, 6) float32 200 float32 [1.0099999904632568, 0.6110000014305115, 1.0420000553131104]
# (8, 6, 3) 14076 RGB RGBA 10 24.0 0.6931
