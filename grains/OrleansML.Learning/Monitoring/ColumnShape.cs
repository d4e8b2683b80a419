using System.Buffers;
using System.IO.Hashing;
using OrleansML.Learning.Features;
using OrleansML.Learning.Profile;
using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// What the windows of a column have in common, so that they can be merged and compared: its kind, its bins or known categories, its allowed range.
/// Immutable; share one among all windows of a column.
/// </summary>
public sealed class ColumnShape
{
    private ColumnShape(bool isNumeric, double[] edges, string[] categories, double minimum, double maximum, int k)
    {
        IsNumeric = isNumeric;
        SortedEdges = edges;
        Categories = categories;
        Minimum = minimum;
        Maximum = maximum;
        K = k;
        Bytes = BytesOf();
        Fingerprint = XxHash3.HashToUInt64(Bytes);
    }

    /// <summary>Whether the column has numbers; otherwise it has categories.</summary>
    public bool IsNumeric { get; }

    /// <summary>Upper edges of the bins, each belonging to the bin that it ends; the last bin has none. Empty: there are no bins.</summary>
    public IReadOnlyList<double> Edges => SortedEdges;

    /// <summary>Categories that are known, in ordinal order; others count as unseen. Empty: none is known, and none counts as unseen.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Smallest allowed number.</summary>
    public double Minimum { get; }

    /// <summary>Greatest allowed number.</summary>
    public double Maximum { get; }

    /// <summary>How exact ranks are; see <see cref="KllSketch"/>.</summary>
    public int K { get; }

    /// <summary>Equal for equal shapes.</summary>
    internal ulong Fingerprint { get; }

    /// <summary><see cref="Edges"/> as they are kept.</summary>
    internal double[] SortedEdges { get; }

    /// <summary>As it is written.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Of a column of numbers.</summary>
    /// <param name="edges">Upper edges of bins, ascending; left out: there are no bins.</param>
    /// <param name="minimum">Smallest allowed number; left out: any.</param>
    /// <param name="maximum">Greatest allowed number; left out: any.</param>
    /// <param name="k">How exact ranks are.</param>
    /// <exception cref="ArgumentException">The edges do not ascend.</exception>
    public static ColumnShape OfNumbers(
        IEnumerable<double>? edges = null, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity, int k = KllSketch.DefaultK)
    {
        double[] kept = [.. edges ?? []];
        for (var index = 0; index < kept.Length; index++)
        {
            if (double.IsNaN(kept[index]) || (index > 0 && !(kept[index] > kept[index - 1])))
                throw new ArgumentException(FormattableString.Invariant($"Edge {index} is {kept[index]}; edges must ascend."), nameof(edges));
        }

        return new ColumnShape(isNumeric: true, kept, [], minimum, maximum, k);
    }

    /// <summary>Of a column of categories.</summary>
    /// <param name="known">Categories that are known; left out: none, so that none is unseen.</param>
    public static ColumnShape OfCategories(IEnumerable<string>? known = null) =>
        new(isNumeric: false, [], [.. (known ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], double.NaN, double.NaN, KllSketch.MinimumK);

    /// <summary>Of what a model was trained on: its bins and its range.</summary>
    public static ColumnShape Of(NumericProfile profile, int k = KllSketch.DefaultK)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.Count == 0 ? OfNumbers(k: k) : OfNumbers(profile.Histogram.Edges, profile.Minimum, profile.Maximum, k);
    }

    /// <summary>Of what a model was trained on: its categories.</summary>
    public static ColumnShape Of(CategoricalProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return OfCategories(profile.Categories.Select(static category => category.Value));
    }

    /// <summary>Reads a shape.</summary>
    /// <param name="reader">Where it comes next.</param>
    /// <param name="known">Is taken where it is the same: nothing is to be made then.</param>
    internal static ColumnShape Read(ref CompactReader reader, ColumnShape? known = null)
    {
        if (known is not null && reader.TrySkip(known.Bytes))
            return known;

        var isNumeric = reader.ReadByte() == 1;
        var k = reader.ReadUnsigned();
        var (minimum, maximum) = (reader.ReadDouble(), reader.ReadDouble());
        var edges = new double[reader.ReadCount(1)];
        for (var index = 0; index < edges.Length; index++)
            edges[index] = reader.ReadDouble();
        var categories = new string[reader.ReadCount(1)];
        for (var index = 0; index < categories.Length; index++)
            categories[index] = reader.ReadText();
        if (k is < KllSketch.MinimumK or > KllSketch.MaximumK)
            throw reader.Damaged();

        try
        {
            return isNumeric ? OfNumbers(edges, minimum, maximum, (int)k) : OfCategories(categories);
        }
        catch (ArgumentException)
        {
            throw reader.Damaged();
        }
    }

    internal void Write(in CompactWriter writer)
    {
        writer.WriteByte(IsNumeric ? (byte)1 : (byte)0);
        writer.WriteUnsigned((ulong)K);
        writer.WriteDouble(Minimum);
        writer.WriteDouble(Maximum);
        writer.WriteUnsigned((ulong)Edges.Count);
        foreach (var edge in Edges)
            writer.WriteDouble(edge);
        writer.WriteUnsigned((ulong)Categories.Count);
        foreach (var category in Categories)
            writer.WriteText(category);
    }

    private byte[] BytesOf()
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(new CompactWriter(buffer));
        return buffer.WrittenSpan.ToArray();
    }
}
