using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One part of an index: a place, a range, a tensor, a new dimension, or all that is left.</summary>
    public struct TensorIndex
    {
        /// <summary>As many whole dimensions as are left.</summary>
        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        /// <summary>A new dimension of length one.</summary>
        public static TensorIndex None = new() { Kind = IndexKind.NewAxis };

        /// <summary>A new dimension of length one.</summary>
        public static TensorIndex Null = new() { Kind = IndexKind.NewAxis };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon = Slice();

        internal IndexKind Kind { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Places { get; private init; }

        /// <summary>The places from start until before stop; negative ones count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        /// <summary>The places of a range; negative ones count from the end.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary>The places of a range.</summary>
        public static TensorIndex Slice(Range range) => Slice(
            FromEnd(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : FromEnd(range.End));

        /// <summary>Everything or nothing, in a new dimension.</summary>
        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        /// <summary>One place; the dimension goes.</summary>
        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        /// <summary>The places in a tensor of whole numbers, or where a tensor of truth values is true.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Places = tensor };

        /// <summary>One place; the dimension goes.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>The places of a range; negative ones count from the end.</summary>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        /// <summary>The places of a range.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>One place; the dimension goes.</summary>
        public static implicit operator TensorIndex(Index index) => Single(FromEnd(index));

        private static long FromEnd(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
