namespace TorchSharp;

public static partial class torch
{
    /// <summary>One axis of an index: a position, a range, a tensor, a mask, a new axis or "all the axes between".</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            None, Single, Null, Ellipsis, Bool, Tensor, Slice,
        }

        internal Kind What { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Indices { get; private init; }

#pragma warning disable CA2211
        /// <summary>A new axis of length 1.</summary>
        public static TensorIndex None = new() { What = Kind.None };

        /// <summary>A new axis of length 1.</summary>
        public static TensorIndex Null = new() { What = Kind.Null };

        /// <summary>All axes that the other indices leave.</summary>
        public static TensorIndex Ellipsis = new() { What = Kind.Ellipsis };

        /// <summary>A whole axis.</summary>
        public static TensorIndex Colon = Slice();
#pragma warning restore CA2211

        /// <summary>A range with a step; null is the axis' end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { What = Kind.Slice, Start = start, Stop = stop, Step = step };

        /// <summary>A range; null is the axis' end.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, (long?)range.end);

        /// <summary>A range in C#'s notation.</summary>
        public static TensorIndex Slice(Range range) => Slice(Position(range.Start), range.End.Equals(^0) ? null : Position(range.End));

        /// <summary>A new axis of length 1 or 0.</summary>
        public static TensorIndex Bool(bool value) => new() { What = Kind.Bool, Start = value ? 1 : 0 };

        /// <summary>A position; the axis goes away.</summary>
        public static TensorIndex Single(long? index) => new() { What = Kind.Single, Start = index };

        /// <summary>Positions (int64) or a mask (bool).</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { What = Kind.Tensor, Indices = tensor };

#pragma warning disable CS1591
        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex(Index index) => Single(Position(index));
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
#pragma warning restore CS1591

        /// <summary>Only here so that C# prefers indices to tensors where numbers could be either, as in TorchSharp: it always throws.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
