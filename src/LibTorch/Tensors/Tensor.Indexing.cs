using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Positions and ranges are views, tensors and masks copies. Setting copies into the selected elements, broadcast.
    public partial class Tensor
    {
        /// <summary>The elements at an index with one entry for each of the first axes.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements at positions given by tensors.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements at positions of the first axes.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index([.. indices.Select(i => (TensorIndex)i)]);
            set => index_put_(value, [.. indices.Select(i => (TensorIndex)i)]);
        }

        /// <summary>The slice at a position of the first axis.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, TensorIndex.Single(i1));
        }

        /// <summary>The slice at positions of the first two axes.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2));
        }

        /// <summary>The slice at positions of the first three axes.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3));
        }

        /// <summary>The slice at positions of the first four axes.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => index_put_(value, [i1, i2, i3, i4], false);
        }

        /// <summary>The slice at positions of the first five axes.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => index(i1, i2, i3, i4, i5);
            set => index_put_(value, [i1, i2, i3, i4, i5], false);
        }

        /// <summary>The slice at positions of the first six axes.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => index(i1, i2, i3, i4, i5, i6);
            set => index_put_(value, [i1, i2, i3, i4, i5, i6], false);
        }

        /// <summary>The elements at an index with one entry for each of the first axes.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (selected, tensors) = Select(indices);
            if (tensors.Length == 0) return selected;
            using (selected) return Aten.index_Tensor.Call(selected, Arg.Optional(tensors));
        }

        /// <summary>The elements at positions given by tensors.</summary>
        public Tensor index(params Tensor[] indices) => index([.. indices.Select(TensorIndex.Tensor)]);

        /// <summary>Copies a tensor into the elements at an index, broadcast.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>The same, or adds it (<paramref name="accumulate"/>), repeated positions included.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (selected, tensors) = Select(indices);
            using (selected)
            {
                if (tensors.Length > 0)
                    Aten.index_put_.Do(selected, Arg.Optional(tensors), value, accumulate);
                else if (accumulate)
                    Aten.add__Tensor.Do(selected, value);
                else
                    Aten.copy_.Do(selected, value);
            }
            return this;
        }

        /// <summary>Copies a tensor into the elements at positions given by tensors, broadcast.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) =>
            index_put_(value, [.. indices.Select(TensorIndex.Tensor)], false);

        /// <summary>The same, or adds it (<paramref name="accumulate"/>), repeated positions included.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            index_put_(value, [.. indices.Select(TensorIndex.Tensor)], accumulate);

        // The view that positions, ranges and new axes select, and the index tensors that are left for its axes (null: the whole axis).
        private (Tensor Selected, Tensor?[] Tensors) Select(TensorIndex[] indices)
        {
            var selected = alias();
            var tensors = new List<Tensor?>();
            int axis = 0, covered = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                var index = indices[i];
                switch (index.What)
                {
                    case TensorIndex.Kind.Single:
                        Step(ref selected, s => s.select(axis, index.Start!.Value));
                        break;
                    case TensorIndex.Kind.Slice:
                        Step(ref selected, s => Aten.slice_Tensor.Call(s, axis++, index.Start, index.Stop, index.Step ?? 1));
                        break;
                    case TensorIndex.Kind.Tensor:
                        for (; covered < axis; covered++) tensors.Add(null);
                        tensors.Add(index.Indices);
                        covered = axis += Consumed(index);
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        axis = (int)selected.ndim - indices.Skip(i + 1).Sum(Consumed);
                        break;
                    case TensorIndex.Kind.Bool:
                        Step(ref selected, s => s.unsqueeze(axis));
                        Step(ref selected, s => s.narrow(axis++, 0, index.Start!.Value));
                        break;
                    default:
                        Step(ref selected, s => s.unsqueeze(axis++));
                        break;
                }
            }
            return (selected, [.. tensors]);
        }

        private static int Consumed(TensorIndex index) => index.What switch
        {
            TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
            TensorIndex.Kind.Tensor => index.Indices!.dtype == ScalarType.Bool ? (int)index.Indices.ndim : 1,
            _ => 0,
        };

        private static void Step(ref Tensor selected, Func<Tensor, Tensor> step)
        {
            using var before = selected;
            selected = step(before);
        }
    }
}
