using System.Buffers;
using OrleansML.Learning.Features;
using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// What one segment of one version holds of one window: requests and how long they took, and what was given and said in every column. Mergeable, and
/// written with the shapes of its columns, so that it can be read without knowing the model. Not safe for concurrent use.
/// </summary>
public sealed class SegmentWindow
{
    /// <summary>Most columns of each kind that are kept; rows of further ones are counted without them.</summary>
    public const int MostColumns = 4_096;

    private const int FormatVersion = 1;

    private readonly Dictionary<string, ColumnWindow> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnWindow> _outputs = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unmerged = new(StringComparer.Ordinal);

    /// <summary>Requests that were answered.</summary>
    public long Answered { get; private set; }

    /// <summary>Requests that failed; they have no rows, and are known of the whole only.</summary>
    public long Failed { get; private set; }

    /// <summary>Rows that were predicted.</summary>
    public long Rows { get; private set; }

    /// <summary>How long the answered requests took: queue, computation and features.</summary>
    public LatencyHistogram Latency { get; private set; } = new();

    /// <summary>What the model was given, by name of the column.</summary>
    public IReadOnlyDictionary<string, ColumnWindow> Inputs => _inputs;

    /// <summary>What the model said, by name of the column.</summary>
    public IReadOnlyDictionary<string, ColumnWindow> Outputs => _outputs;

    /// <summary>Columns of which a part is missing here, because it had another shape, in ordinal order.</summary>
    public IReadOnlyCollection<string> Unmerged => _unmerged;

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => Answered == 0 && Failed == 0 && Rows == 0;

    /// <summary>Reads a window that <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are no such window, or are damaged.</exception>
    public static SegmentWindow ReadFrom(ReadOnlySpan<byte> data) => ReadFrom(data, like: null);

    /// <summary>Reads a window that <see cref="WriteTo"/> wrote.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="like">Columns that have the same shape here share it, and are read faster.</param>
    /// <exception cref="InvalidDataException">The data are no such window, or are damaged.</exception>
    public static SegmentWindow ReadFrom(ReadOnlySpan<byte> data, SegmentWindow? like)
    {
        var reader = new CompactReader(data);
        reader.Expect(FormatVersion, "format version of a segment's window");
        var window = new SegmentWindow { Answered = ReadCount(ref reader), Failed = ReadCount(ref reader), Rows = ReadCount(ref reader) };
        window.Latency = LatencyHistogram.Read(ref reader);
        Read(ref reader, window._inputs, like?._inputs);
        Read(ref reader, window._outputs, like?._outputs);
        for (var left = reader.ReadCount(1); left > 0; left--)
            window._unmerged.Add(reader.ReadText());
        reader.ExpectEnd();
        return window;
    }

    /// <summary>Windows as one, as merging one after the other gives it, on all cores. Several threads may read it at once.</summary>
    /// <param name="windows">Keep what they have; nobody may change them or read them meanwhile.</param>
    public static SegmentWindow Together(IReadOnlyList<SegmentWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var together = new SegmentWindow();
        var parts = new Dictionary<ColumnWindow, List<ColumnWindow>>();
        foreach (var window in windows)
        {
            together.AddCounts(window);
            Collect(window._inputs, isOutput: false);
            Collect(window._outputs, isOutput: true);
        }

        Parallel.ForEach(parts, static part =>
        {
            foreach (var column in part.Value)
                part.Key.Merge(column);
            part.Key.Settle();
        });
        return together;

        void Collect(Dictionary<string, ColumnWindow> columns, bool isOutput)
        {
            foreach (var (name, column) in columns)
            {
                if (together.ColumnOf(name, isOutput, column.Shape) is not { } whole)
                    continue;
                if (!parts.TryGetValue(whole, out var found))
                    parts.Add(whole, found = []);
                found.Add(column);
            }
        }
    }

    /// <summary>Adds an answered request.</summary>
    /// <param name="rows">Its rows in this segment; their values go into the columns.</param>
    /// <param name="duration">How long it took.</param>
    public void AddAnswered(int rows, TimeSpan duration)
    {
        Answered++;
        Rows += rows;
        Latency.Add(duration);
    }

    /// <summary>Adds a request that failed.</summary>
    public void AddFailed() => Failed++;

    /// <summary>The column of a name, to add values to; null when there are too many, or the one that is there has another shape.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isOutput">Whether the model said it.</param>
    /// <param name="shape">Its shape.</param>
    public ColumnWindow? ColumnOf(string name, bool isOutput, ColumnShape shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        var columns = isOutput ? _outputs : _inputs;
        if (columns.TryGetValue(name, out var known))
        {
            if (known.Shape.Fingerprint == shape.Fingerprint)
                return known;
            _unmerged.Add(name);
            return null;
        }

        if (columns.Count == MostColumns)
            return null;

        var made = new ColumnWindow(shape);
        columns.Add(name, made);
        return made;
    }

    /// <summary>Adds what another has. A column that has another shape here is merged no further, and is named in <see cref="Unmerged"/>.</summary>
    /// <param name="other">Keeps what it has.</param>
    public void Merge(SegmentWindow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        AddCounts(other);
        foreach (var (name, column) in other._inputs)
            ColumnOf(name, isOutput: false, column.Shape)?.Merge(column);
        foreach (var (name, column) in other._outputs)
            ColumnOf(name, isOutput: true, column.Shape)?.Merge(column);
    }

    /// <summary>Writes the window compactly with the shapes of its columns; equal windows give equal bytes.</summary>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var writer = new CompactWriter(destination);
        writer.WriteUnsigned(FormatVersion);
        writer.WriteUnsigned((ulong)Answered);
        writer.WriteUnsigned((ulong)Failed);
        writer.WriteUnsigned((ulong)Rows);
        Latency.Write(writer);
        Write(writer, _inputs);
        Write(writer, _outputs);
        writer.WriteUnsigned((ulong)_unmerged.Count);
        foreach (var name in _unmerged)
            writer.WriteText(name);
    }

    /// <summary>The window as bytes; see <see cref="WriteTo"/>.</summary>
    public byte[] ToArray()
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Read(ref CompactReader reader, Dictionary<string, ColumnWindow> columns, Dictionary<string, ColumnWindow>? like)
    {
        for (var left = reader.ReadCount(2); left > 0; left--)
        {
            var name = reader.ReadText();
            var shape = ColumnShape.Read(ref reader, like?.GetValueOrDefault(name)?.Shape);
            if (!columns.TryAdd(name, ColumnWindow.ReadFrom(shape, reader.ReadBytes(reader.ReadCount(1)))))
                throw reader.Damaged();
        }
    }

    private static void Write(in CompactWriter writer, Dictionary<string, ColumnWindow> columns)
    {
        writer.WriteUnsigned((ulong)columns.Count);
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var (name, column) in columns.OrderBy(static column => column.Key, StringComparer.Ordinal))
        {
            buffer.ResetWrittenCount();
            column.WriteTo(buffer);
            writer.WriteText(name);
            column.Shape.Write(writer);
            writer.WriteUnsigned((ulong)buffer.WrittenCount);
            writer.WriteBytes(buffer.WrittenSpan);
        }
    }

    /// <summary>What it takes in memory, roughly.</summary>
    internal long MemoryBytes() => _inputs.Values.Concat(_outputs.Values).Sum(static column => column.MemoryBytes());

    private void AddCounts(SegmentWindow other)
    {
        Answered += other.Answered;
        Failed += other.Failed;
        Rows += other.Rows;
        Latency.Merge(other.Latency);
        _unmerged.UnionWith(other._unmerged);
    }

    private static long ReadCount(ref CompactReader reader)
    {
        var count = reader.ReadUnsigned();
        return count <= long.MaxValue ? (long)count : throw reader.Damaged();
    }
}
