"""npz files from strangers: each loads with equal values, or gives one sentence."""

import io
import struct
import subprocess
import sys
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from tfgraph_course.errors import CourseError
from tfgraph_course.files.npz import read_npz

ARRAYS = {
    "images": np.random.default_rng(0).integers(0, 256, (5, 6, 6), np.uint8),
    "weights": np.linspace(0, 1, 40, dtype=np.float32).reshape(5, 8),
    "names": np.array(["a", "bc"]),
    "empty": np.zeros((0, 3)),
    "number": np.array(3.5),
}


def packed(**arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def header_of(shape, dtype="<f8"):
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        file, {"descr": dtype, "fortran_order": False, "shape": shape}
    )
    return file.getvalue()


def archive_of(members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


@given(
    st.dictionaries(
        st.text("abcW1_/", min_size=1, max_size=6).filter(lambda name: name != "file"),
        arrays_of.arrays(
            st.sampled_from([np.uint8, np.float32, np.int64, np.bool_, np.complex64]),
            arrays_of.array_shapes(min_dims=0, min_side=0, max_side=4),
        ),
        max_size=4,
    ),
    st.booleans(),
)
@pytest.mark.ch3
@pytest.mark.quick
def test_what_numpy_saves_is_read_as_it_was(tmp_path_factory, arrays, fortran):
    path = tmp_path_factory.mktemp("npz") / "arrays.npz"
    if fortran:
        arrays = {name: np.asfortranarray(array) for name, array in arrays.items()}
    np.savez(path, **arrays)
    found = read_npz(path)
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)
        found[name][...] = 0  # may be written to, as np.load's


FORGED = {
    "eight tebibytes": (lambda: archive_of([("a.npy", header_of((2**40,)))]), "damaged"),
    "a bomb": (lambda: archive_of([("a.npy", header_of((2**24,)) + bytes(2**27))]), "128 MiB"),
    "many small bombs": (
        lambda: archive_of([(f"{i}.npy", header_of((2**17,)) + bytes(2**20)) for i in range(128)]),
        "128 MiB",
    ),
    "a negative side": (lambda: archive_of([("a.npy", header_of((-1,)))]), "damaged"),
    "too many members": (
        lambda: archive_of([(f"{i}.npy", header_of(()) + bytes(8)) for i in range(1001)]),
        "more than 1000 arrays",
    ),
    "a name twice": (
        lambda: archive_of([("a.npy", header_of(()) + bytes(8))] * 2),
        "two arrays named 'a'",
    ),
    "a file that is no array": (lambda: archive_of([("a.txt", b"hello")]), "is not a NumPy array"),
    "another packing": (
        lambda: archive_of([("a.npy", header_of(()) + bytes(8))], zipfile.ZIP_LZMA),
        "compressed in a way that npz files do not use",
    ),
    "an archive in an archive": (lambda: archive_of([("a.npy", packed(**ARRAYS))]), "damaged"),
    "objects": (lambda: packed(a=np.array([{}], object)), "pickled"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_file_is_refused_before_it_takes_memory(forged, tmp_path):
    make, said = FORGED[forged]
    path = tmp_path / "forged.npz"
    path.write_bytes(make())
    with pytest.raises(CourseError, match=said) as refused:
        read_npz(path)
    assert len(str(refused.value).splitlines()) == 1


def test_declared_sizes_are_not_believed(tmp_path):
    """The archive says that a bomb inflates to a hundred bytes."""
    content = archive_of([("a.npy", header_of((2**24,)) + bytes(2**27))])
    path = tmp_path / "forged.npz"
    real = struct.pack("<L", len(header_of((2**24,))) + 2**27)
    path.write_bytes(content.replace(real, struct.pack("<L", 100)))
    with pytest.raises(CourseError, match="damaged"):
        read_npz(path)


# Damages a file in many ways and reads it with less than 1 GiB of memory.
DAMAGE = """
import random, resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import numpy as np
from test_npz import ARRAYS, packed, archive_of, header_of
from tfgraph_course.errors import CourseError
from tfgraph_course.files.npz import read_npz
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
path, chance = Path(sys.argv[2]), random.Random(int(sys.argv[3]))
stored = archive_of([(f"{k}.npy", header_of(v.shape, v.dtype.str) + v.tobytes())
                     for k, v in ARRAYS.items()], 0)
whole = [packed(**ARRAYS), stored]
loaded = refused = 0
for _ in range(int(sys.argv[4])):
    content = bytearray(chance.choice(whole))
    for _ in range(chance.choice([1, 1, 1, 2, 8])):
        at = chance.randrange(len(content))
        kind = chance.randrange(6)
        if kind == 0:
            content[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            content[at] = chance.randrange(256)
        elif kind == 2:
            del content[max(1, at):]
        elif kind == 3:  # swap two pieces
            to, size = chance.randrange(len(content)), chance.randrange(1, 60)
            a, b = content[at:at + size], content[to:to + size]
            content[at:at + len(b)], content[to:to + len(a)] = b, a
        elif kind == 4:  # forge a number
            size = chance.choice([2, 4, 8])
            content[at:at + size] = chance.choice([0, 1, 2**31 - 1, 2**32 - 1, 2**40]).to_bytes(
                8, "little")[:size]
        else:
            content[at:at] = chance.randbytes(chance.randrange(1, 20))
    path.write_bytes(content)
    try:
        arrays = read_npz(path)
    except CourseError as fault:
        refused += 1
        assert len(str(fault).splitlines()) == 1, fault
        continue
    loaded += 1
    for name, array in arrays.items():  # a flipped name or an entry cut off is still a file
        if name in ARRAYS:
            same = array.dtype == ARRAYS[name].dtype and np.array_equal(array, ARRAYS[name])
            assert same, name
print(loaded, refused)
"""


def test_texts_beyond_unicode_and_records_are_told(tmp_path):
    beyond = np.array([0x110000, 65], "<u4").view("<U1")
    for array, said in (
        (beyond, "array 'a' is damaged"), (beyond[:1].reshape(()), "array 'a' is damaged"),
        (beyond.view(">U1"), "array 'a' is damaged"), (np.zeros(2, "f4,U2"), "holds records"),
    ):
        np.savez(tmp_path / "a.npz", a=array)
        with pytest.raises(CourseError, match=said):
            read_npz(tmp_path / "a.npz")
    last = np.array([chr(sys.maxunicode), "\udcff"])
    np.savez(tmp_path / "a.npz", a=last, b=last.astype(">U1"))
    read = read_npz(tmp_path / "a.npz")
    assert read["a"].tolist() == read["b"].tolist() == last.tolist()


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit on memory")
@pytest.mark.parametrize("files", [1500, pytest.param(100_000, marks=pytest.mark.slow)])
def test_damaged_files_load_with_equal_values_or_give_one_sentence(files, tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", DAMAGE, __file__.rsplit("/", 1)[0], tmp_path / "a.npz", "0",
         str(files)], capture_output=True, text=True, timeout=1800,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    loaded, refused = map(int, ended.stdout.split())
    assert loaded + refused == files
    assert loaded > files / 100 and refused > files / 3
