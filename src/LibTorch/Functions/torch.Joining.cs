using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors one after another along axis 1; vectors along axis 0.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Aten.hstack.Call(tensors.ToArray());

    /// <inheritdoc cref="hstack(IList{Tensor})"/>
    public static Tensor hstack(params Tensor[] tensors) => Aten.hstack.Call(tensors);

    /// <inheritdoc cref="hstack(IList{Tensor})"/>
    public static Tensor hstack(IEnumerable<Tensor> tensors) => Aten.hstack.Call(tensors.ToArray());

    /// <summary>Tensors one after another along axis 0; vectors as rows.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Aten.vstack.Call(tensors.ToArray());

    /// <inheritdoc cref="vstack"/>
    public static Tensor row_stack(IList<Tensor> tensors) => Aten.vstack.Call(tensors.ToArray());

    /// <inheritdoc cref="vstack"/>
    public static Tensor row_stack(params Tensor[] tensors) => Aten.vstack.Call(tensors);

    /// <summary>Tensors one after another along axis 2.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => Aten.dstack.Call(tensors.ToArray());

    /// <inheritdoc cref="dstack(IList{Tensor})"/>
    public static Tensor dstack(params Tensor[] tensors) => Aten.dstack.Call(tensors);

    /// <inheritdoc cref="dstack(IList{Tensor})"/>
    public static Tensor dstack(IEnumerable<Tensor> tensors) => Aten.dstack.Call(tensors.ToArray());

    /// <summary>Vectors as columns, and matrices, side by side.</summary>
    public static Tensor column_stack(IList<Tensor> tensors) => Aten.column_stack.Call(tensors.ToArray());

    /// <inheritdoc cref="column_stack(IList{Tensor})"/>
    public static Tensor column_stack(params Tensor[] tensors) => Aten.column_stack.Call(tensors);

    /// <inheritdoc cref="cat"/>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <inheritdoc cref="cat"/>
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>The same tensors with at least one axis; made when they are enumerated, as in TorchSharp.</summary>
    public static IEnumerable<Tensor> atleast_1d(params Tensor[] input) => input.Select(t => t.atleast_1d());

    /// <summary>The same tensors with at least two axes; made when they are enumerated, as in TorchSharp.</summary>
    public static IEnumerable<Tensor> atleast_2d(params Tensor[] input) => input.Select(t => t.atleast_2d());

    /// <summary>The same tensors with at least three axes; made when they are enumerated, as in TorchSharp.</summary>
    public static IEnumerable<Tensor> atleast_3d(params Tensor[] input) => input.Select(t => t.atleast_3d());

    /// <summary>The coordinates of the points of a grid, along an axis for each vector; <c>xy</c> swaps the first two.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Aten.meshgrid_indexing.CallList(tensors.ToArray(), indexing);

    /// <summary>Every combination of one element from each vector, as rows.</summary>
    public static Tensor cartesian_prod(IList<Tensor> tensors) => Aten.cartesian_prod.Call(tensors.ToArray());

    /// <inheritdoc cref="cartesian_prod(IList{Tensor})"/>
    public static Tensor cartesian_prod(params Tensor[] tensors) => Aten.cartesian_prod.Call(tensors);

    /// <summary>The choices of r elements of a vector, as rows.</summary>
    /// <exception cref="ArgumentException">Not a vector, or r is negative.</exception>
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false)
    {
        if (input.ndim != 1) throw new ArgumentException($"Expected a 1D vector, but got one with {input.ndim} dimensions.");
        if (r < 0) throw new ArgumentException("r must be non-negative");
        return Aten.combinations.Call(input, (long)r, with_replacement);
    }
}
