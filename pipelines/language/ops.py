"""Array operations for inference: spaCy's own, with the matrix product and the maxout done by what is fastest here.

Two thirds of the parser's and the entity recogniser's time is one layer, Maxout: a matrix product and a maximum over
pieces.  Thinc sends the product to BLIS, whose wheels hold no AVX-512 kernel; where the processor has AVX-512, numpy's
OpenBLAS is about three times as fast as BLIS, and elsewhere BLIS is the faster one.  The choice depends on the
processor alone, never on a timing, so that a machine always computes the same.  Training needs `which` (the index of
the largest piece) and stays with thinc's own class.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy._core._multiarray_umath import __cpu_features__ as cpu_features
from thinc.backends.numpy_ops import NumpyOps

NUMPY_IS_FASTER = bool(cpu_features.get("AVX512F"))
# Smaller products go through other kernels of OpenBLAS, which add up in another order: they are filled up with zeros,
# so that a row comes out the same whatever rows are beside it.  BLIS has no such kernels.
FEWEST = 128
_NO_INDEX = np.zeros((0, 0), dtype="int32")


def layernorm(model: Any, X: Any, is_train: bool) -> tuple[Any, Any]:  # noqa: ARG001, N803 - thinc's own names
    """Forward pass of thinc's layer norm, digit for digit, with the mean and the differences from it computed once."""
    apart = X - X.mean(axis=1, keepdims=True)
    variance = (apart * apart).sum(axis=1, keepdims=True) / X.dtype.type(X.shape[1]) + 1e-08
    apart *= variance ** (-1.0 / 2.0)
    apart *= model.get_param("G")
    apart += model.get_param("b")
    return apart, None


class InferenceOps(NumpyOps):  # type: ignore[misc]  # thinc is compiled and ships no types
    """`NumpyOps` for forward passes only."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Matrix product of `x` and `y` (float32, two dimensions), each transposed first if asked."""
        if not NUMPY_IS_FASTER:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        left, right = (x.T if trans1 else x), (y.T if trans2 else y)
        rows = len(left)
        if rows >= FEWEST:
            return np.matmul(left, right, out=out)
        padded = np.zeros((FEWEST, left.shape[1]), dtype=left.dtype)
        padded[:rows] = left
        product = np.matmul(padded, right)[:rows]
        if out is None:
            return product
        out[:] = product
        return out

    def maxout(self, X: Any) -> Any:  # noqa: N803 - thinc's own name for it
        """Largest of the pieces in the last axis of `X` (rows, outputs, pieces); the index is never used forward."""
        best = X[..., 0].copy()
        for piece in range(1, X.shape[2]):
            np.maximum(best, X[..., piece], out=best)
        return best, _NO_INDEX
