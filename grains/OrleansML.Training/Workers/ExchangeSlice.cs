using System.Runtime.InteropServices;

namespace OrleansML.Training.Workers;

/// <summary>Numbers that arrive in chunks, each once, whatever is sent again.</summary>
internal sealed class ExchangeSlice
{
    private readonly float[] _values;
    private readonly int _start;
    private readonly int _count;
    private readonly bool[] _arrived;
    private int _missing;

    /// <param name="values">Where they go.</param>
    /// <param name="start">From there on.</param>
    /// <param name="count">So many.</param>
    public ExchangeSlice(float[] values, int start, int count)
    {
        _values = values;
        _start = start;
        _count = count;
        _arrived = new bool[GradientExchange.ChunksOf(count)];
        _missing = _arrived.Length;
    }

    /// <summary>Forgets what arrived.</summary>
    public void Clear()
    {
        Array.Clear(_arrived);
        _missing = _arrived.Length;
    }

    /// <returns>Whether all have arrived with it.</returns>
    /// <exception cref="ArgumentException">The chunk does not fit.</exception>
    public bool Take(int offset, ReadOnlySpan<byte> data)
    {
        var chunk = offset / GradientExchange.ChunkBytes;
        var first = offset / sizeof(float);
        if (offset % GradientExchange.ChunkBytes != 0 || chunk >= _arrived.Length
            || data.Length != sizeof(float) * Math.Min(GradientExchange.ChunkBytes / sizeof(float), _count - first))
        {
            throw new ArgumentException($"A part of {data.Length} bytes at {offset} does not belong to a slice of {_count} numbers.", nameof(data));
        }

        if (_arrived[chunk])
            return false;

        MemoryMarshal.Cast<byte, float>(data).CopyTo(_values.AsSpan(_start + first));
        _arrived[chunk] = true;
        return --_missing == 0;
    }
}
