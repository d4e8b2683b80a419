namespace TorchSharp;

public static partial class torch
{
    /// <summary>The lengths of dimensions.</summary>
    public struct Size
    {
        private readonly long[] _lengths;

        /// <summary>The given lengths.</summary>
        public Size(long[] shape) => _lengths = shape;

        /// <summary>The given lengths.</summary>
        public Size(IEnumerable<long> shape) => _lengths = [.. shape];

        /// <summary>One dimension.</summary>
        public Size(long size) => _lengths = [size];

        /// <summary>The lengths.</summary>
        public long[] Shape => _lengths;

        /// <summary>The number of dimensions.</summary>
        public int Length => _lengths.Length;

        /// <summary>The length of a dimension.</summary>
        public long this[int idx] => _lengths[idx];

        /// <summary>The given lengths.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>One dimension.</summary>
        public static implicit operator Size(long size) => new(size);

        /// <summary>Two dimensions.</summary>
        public static implicit operator Size((long, long) size) => new(new[] { size.Item1, size.Item2 });

        /// <summary>Three dimensions.</summary>
        public static implicit operator Size((long, long, long) size) => new(new[] { size.Item1, size.Item2, size.Item3 });

        /// <summary>The number of elements.</summary>
        public long numel() => _lengths.TotalSize();
    }
}
