namespace OrleansML.Data.Scoring;

/// <summary>Cuts an input into slices.</summary>
internal static class SliceCutter
{
    /// <summary>Most rows of a slice by default. Starting to read one costs as much as some ten thousand rows, and what DuckDB writes has row groups of 122,880.</summary>
    public const int DefaultRows = 131_072;

    private const int LargestRows = 1 << 20;
    private const int MostSlices = 8_192;

    /// <summary>Most rows of a slice when the size of the input is known: enough that there are not too many slices.</summary>
    public static int RowsFor(long rows) => (int)Math.Min(LargestRows, DefaultRows * Math.Max(1, ((rows / MostSlices) + DefaultRows - 1) / DefaultRows));

    /// <summary>Most rows of the next slice when nobody knows yet how many come: more and more, so that 8,192 slices hold 4 billion rows.</summary>
    public static int RowsAt(int slice)
    {
        var doublings = Math.Clamp((slice / (MostSlices / 8)) - 3, 0, 3);
        return DefaultRows << doublings;
    }

    /// <summary>
    /// Cuts a Parquet file along its row groups: a large one into equal pieces, small ones put together. So reading a slice decodes little that
    /// belongs to others.
    /// </summary>
    /// <param name="groups">Rows of each row group.</param>
    /// <param name="most">Most rows of a slice.</param>
    /// <returns>First row and number of rows of each.</returns>
    public static IEnumerable<(long First, int Rows)> Cut(IEnumerable<long> groups, int most)
    {
        var first = 0L;
        var pending = 0L;
        foreach (var rows in groups)
        {
            if (pending + rows > most && pending > 0)
            {
                yield return (first, (int)pending);
                first += pending;
                pending = 0;
            }

            if (rows <= most)
            {
                pending += rows;
                continue;
            }

            var pieces = (rows + most - 1) / most;
            for (var piece = 0L; piece < pieces; piece++)
            {
                var size = (rows * (piece + 1) / pieces) - (rows * piece / pieces);
                yield return (first, (int)size);
                first += size;
            }
        }

        if (pending > 0)
            yield return (first, (int)pending);
    }
}
