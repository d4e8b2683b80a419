namespace OrleansML.LearningTests.Monitoring;

/// <summary>The generator behind <c>numpy.random.seed</c>: MT19937 (Matsumoto and Nishimura 1998) and numpy's legacy distributions, for vectors that name a seed.</summary>
internal sealed class NumpyRandom
{
    private const int Size = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;
    private double? _normal;

    public NumpyRandom(uint seed)
    {
        _state[0] = seed;
        for (var index = 1; index < Size; index++)
            _state[index] = (1812433253u * (_state[index - 1] ^ (_state[index - 1] >> 30))) + (uint)index;
    }

    public uint NextUInt32()
    {
        if (_next == Size)
            Twist();
        var value = _state[_next++];
        value ^= value >> 11;
        value ^= (value << 7) & 0x9d2c5680u;
        value ^= (value << 15) & 0xefc60000u;
        return value ^ (value >> 18);
    }

    public double NextDouble() => (((NextUInt32() >> 5) * 67108864.0) + (NextUInt32() >> 6)) / 9007199254740992.0;

    public double[] Doubles(int count) => Fill(count, NextDouble);

    public double[] Normals(double mean, double deviation, int count) => Fill(count, () => mean + (deviation * NextNormal()));

    public T[] Choices<T>(T[] items, int count) => Fill(count, () => items[NextIndex((uint)items.Length - 1)]);

    /// <summary><c>binomial(1, 0.5, count)</c>.</summary>
    public bool[] Coins(int count) => Fill(count, () => NextDouble() > 0.5);

    // The polar method gives two at a time; the second is kept for the next call.
    private double NextNormal()
    {
        if (_normal is { } kept)
        {
            _normal = null;
            return kept;
        }

        double first, second, square;
        do
        {
            first = (2 * NextDouble()) - 1;
            second = (2 * NextDouble()) - 1;
            square = (first * first) + (second * second);
        }
        while (square is >= 1 or 0);

        var factor = Math.Sqrt(-2 * Math.Log(square) / square);
        _normal = factor * first;
        return factor * second;
    }

    private uint NextIndex(uint largest)
    {
        var mask = largest;
        for (var shift = 1; shift < 32; shift *= 2)
            mask |= mask >> shift;
        uint value;
        do
            value = NextUInt32() & mask;
        while (value > largest);
        return value;
    }

    private void Twist()
    {
        for (var index = 0; index < Size; index++)
        {
            var bits = (_state[index] & 0x80000000u) | (_state[(index + 1) % Size] & 0x7fffffffu);
            _state[index] = _state[(index + Shift) % Size] ^ (bits >> 1) ^ ((bits & 1) * 0x9908b0dfu);
        }

        _next = 0;
    }

    private static T[] Fill<T>(int count, Func<T> next)
    {
        var values = new T[count];
        for (var index = 0; index < count; index++)
            values[index] = next();
        return values;
    }
}
