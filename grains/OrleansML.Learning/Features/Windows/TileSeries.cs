using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Features.Windows;

/// <summary>The tiles of one entity for one layout, ascending; hops without a value have no tile.</summary>
internal sealed class TileSeries(TileLayout layout)
{
    private long[] _words = [];
    private HyperLogLog?[] _sketches = [];
    private string?[] _texts = [];
    private int _count;

    public TileLayout Layout => layout;

    public void Add(in FeatureValue value, FeatureTime eventTime, FeatureTime createdTime)
    {
        var index = FindOrInsert(layout.TileOf(eventTime));
        var tile = TileAt(index);
        if (layout.Type.IsNumeric() && value.TryGetNumber(out var number))
            TileArithmetic.AddNumber(layout, tile, number);
        else
            tile[TileLayout.Count]++;

        if (layout.Last >= 0)
            OfferLast(index, value, eventTime, createdTime);
        if (layout.Precision > 0)
            (_sketches[index] ??= new HyperLogLog(layout.Precision)).Add(ValueHash.Of(value));
    }

    /// <summary>The same tiles for a layout whose field has another slot.</summary>
    public TileSeries WithLayout(TileLayout same) => new(same) { _words = _words, _sketches = _sketches, _texts = _texts, _count = _count };

    /// <summary>Forgets tiles that no window will see again.</summary>
    public void DropBefore(long tile)
    {
        var first = LowerBound(tile);
        if (first == 0)
            return;

        var remaining = _count - first;
        Array.Copy(_words, first * layout.Stride, _words, 0, remaining * layout.Stride);
        Shift(_sketches, first);
        Shift(_texts, first);
        _count = remaining;
    }

    /// <summary>Result of a window from its first tile on.</summary>
    public FeatureValue Read(long firstTile, WindowAggregate aggregate)
    {
        var first = LowerBound(firstTile);
        if (aggregate == WindowAggregate.Last)
            return first == _count ? FeatureValue.Missing : LastOf(_count - 1);
        if (aggregate == WindowAggregate.Distinct)
            return FeatureValue.Of(CountDistinct(first));

        Span<long> merged = stackalloc long[layout.Stride];
        merged.Clear();
        var wanted = WindowPlan.PartsOf(aggregate);
        for (var index = first; index < _count; index++)
            TileArithmetic.Merge(layout, merged, TileAt(index), wanted);
        return ResultOf(merged, aggregate);
    }

    public void WriteTo(CompactWriter writer)
    {
        writer.WriteUnsigned((ulong)_count);
        var before = 0L;
        for (var index = 0; index < _count; index++)
        {
            var tile = TileAt(index);
            writer.WriteSigned(tile[TileLayout.Tile] - before);
            before = tile[TileLayout.Tile];
            writer.WriteUnsigned((ulong)tile[TileLayout.Count]);
            TileFormat.Write(layout, tile, writer);
            if (layout.KeepsTexts)
                writer.WriteText(_texts[index]!);
            if (layout.Precision > 0)
                TileFormat.Write(_sketches[index]!, writer);
        }
    }

    public static TileSeries ReadFrom(TileLayout layout, ref CompactReader reader)
    {
        var series = new TileSeries(layout);
        var count = reader.ReadCount(2);
        series.Reserve(count);
        var before = 0L;
        for (; series._count < count; series._count++)
        {
            var tile = series.TileAt(series._count);
            var difference = reader.ReadSigned();
            if (series._count > 0 && difference <= 0)
                throw reader.Damaged();
            tile[TileLayout.Tile] = before += difference;
            tile[TileLayout.Count] = (long)reader.ReadUnsigned();
            if (tile[TileLayout.Count] <= 0)
                throw reader.Damaged();
            TileFormat.Read(layout, tile, ref reader);
            if (layout.KeepsTexts)
                series._texts[series._count] = reader.ReadText();
            if (layout.Precision > 0)
                series._sketches[series._count] = TileFormat.ReadSketch(layout, ref reader);
        }

        return series;
    }

    private static FeatureValue Finite(double value) => double.IsFinite(value) ? FeatureValue.Of(value) : FeatureValue.Missing;

    private FeatureValue ResultOf(ReadOnlySpan<long> tile, WindowAggregate aggregate)
    {
        var count = tile[TileLayout.Count];
        if (aggregate == WindowAggregate.Count)
            return FeatureValue.Of(count);
        if (aggregate == WindowAggregate.Sum)
            return Finite(TileArithmetic.Get(tile, layout.Sum) + TileArithmetic.Get(tile, layout.Sum + 1));
        if (count == 0)
            return FeatureValue.Missing;

        return Finite(aggregate switch
        {
            WindowAggregate.Mean => (TileArithmetic.Get(tile, layout.Sum) + TileArithmetic.Get(tile, layout.Sum + 1)) / count,
            WindowAggregate.Min => TileArithmetic.Get(tile, layout.Minimum),
            WindowAggregate.Max => TileArithmetic.Get(tile, layout.Maximum),
            _ => Math.Sqrt(TileArithmetic.Get(tile, layout.Moments + 1) / count),
        });
    }

    private long CountDistinct(int first)
    {
        if (first == _count)
            return 0;
        if (first == _count - 1)
            return _sketches[first]!.Estimate();

        var merged = new HyperLogLog(layout.Precision);
        for (var index = first; index < _count; index++)
            merged.Merge(_sketches[index]!);
        return merged.Estimate();
    }

    private void OfferLast(int index, in FeatureValue value, FeatureTime eventTime, FeatureTime createdTime)
    {
        var last = TileAt(index).Slice(layout.Last, 3);
        if (TileAt(index)[TileLayout.Count] > 1)
        {
            var order = eventTime.Microseconds.CompareTo(last[0]);
            if (order == 0)
                order = createdTime.Microseconds.CompareTo(last[1]);
            if (order == 0)
                order = value.CompareTo(LastOf(index));
            if (order <= 0)
                return;
        }

        last[0] = eventTime.Microseconds;
        last[1] = createdTime.Microseconds;
        last[2] = value.Bits;
        if (value.TryGetText(out var text))
            _texts[index] = text;
    }

    private FeatureValue LastOf(int index) =>
        layout.KeepsTexts ? FeatureValue.Of(_texts[index]) : FeatureValue.FromBits(layout.Type, TileAt(index)[layout.Last + 2]);

    private Span<long> TileAt(int index) => _words.AsSpan(index * layout.Stride, layout.Stride);

    // Events mostly belong to the newest tile, late ones to one near it.
    private int FindOrInsert(long tile)
    {
        var index = _count;
        while (index > 0 && _words[(index - 1) * layout.Stride] > tile)
            index--;
        if (index > 0 && _words[(index - 1) * layout.Stride] == tile)
            return index - 1;

        Reserve(_count + 1);
        Array.Copy(_words, index * layout.Stride, _words, (index + 1) * layout.Stride, (_count - index) * layout.Stride);
        Open(_sketches, index);
        Open(_texts, index);
        _count++;
        var words = TileAt(index);
        words.Clear();
        words[TileLayout.Tile] = tile;
        return index;
    }

    private int LowerBound(long tile)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_words[middle * layout.Stride] < tile)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Reserve(int count)
    {
        if (count * layout.Stride <= _words.Length)
            return;

        var capacity = count <= 4 ? count : Math.Max(count, _count + _count / 2);
        Array.Resize(ref _words, capacity * layout.Stride);
        if (layout.Precision > 0)
            Array.Resize(ref _sketches, capacity);
        if (layout.KeepsTexts)
            Array.Resize(ref _texts, capacity);
    }

    private void Open<T>(T?[] items, int index)
    {
        if (items.Length == 0)
            return;

        Array.Copy(items, index, items, index + 1, _count - index);
        items[index] = default;
    }

    private void Shift<T>(T?[] items, int first)
    {
        if (items.Length == 0)
            return;

        Array.Copy(items, first, items, 0, _count - first);
        Array.Clear(items, _count - first, first);
    }
}
