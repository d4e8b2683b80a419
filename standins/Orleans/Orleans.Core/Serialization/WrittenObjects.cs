namespace Orleans.Serialization.Session;

/// <summary>The tracked objects that a session has written: few are searched one by one, many through a table.</summary>
internal sealed class WrittenObjects
{
    private const int SmallCount = 12;

    private readonly object?[] _small = new object?[SmallCount];
    private Dictionary<object, uint>? _table;
    private int _count;

    public int Count => _count;

    /// <summary>Returns true and the number of the object if it was written before; otherwise gives it the next number.</summary>
    public bool TryGetOrAdd(object value, out uint reference)
    {
        if (_count < SmallCount)
        {
            for (var i = 0; i < _count; i++)
            {
                if (!ReferenceEquals(_small[i], value)) continue;
                reference = (uint)i;
                return true;
            }

            reference = (uint)_count;
            _small[_count++] = value;
            return false;
        }

        if (_count == SmallCount)
        {
            _table ??= new(ReferenceEqualityComparer.Instance);
            for (var i = 0; i < SmallCount; i++) _table.TryAdd(_small[i]!, (uint)i);
        }

        if (_table!.TryGetValue(value, out reference)) return true;
        reference = (uint)_count++;
        _table.Add(value, reference);
        return false;
    }

    public void Reset()
    {
        Array.Clear(_small, 0, Math.Min(_count, SmallCount));
        _table?.Clear();
        _count = 0;
    }
}
