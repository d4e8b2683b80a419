using System.Text.Json;
using DuckDB.NET.Data;
using OrleansML.Data.Scoring;

namespace OrleansML.ProcessTests.Scoring;

/// <summary>A published result: the rows of its parts in the order of the manifest, and its dead letters as they are written.</summary>
internal sealed record ScoredRows(long[] Ids, int[] Segments, float[] Scores, string[] DeadLetters, ScoringManifest Manifest)
{
    /// <summary>Reads it and requires that there is nothing beside it.</summary>
    public static ScoredRows Read(string folder)
    {
        var manifest = ScoringManifest.TryLoad(folder) ?? throw new FileNotFoundException($"'{folder}' holds no manifest.");
        var named = manifest.Parts.SelectMany(static part => new[] { part.File, part.DeadFile }).OfType<string>().Append(ScoringManifest.FileName);
        Assert.Equal(named.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

        var (ids, segments, scores) = (new long[manifest.Scored], new int[manifest.Scored], new float[manifest.Scored]);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads = 1; SELECT id::BIGINT, segment::INTEGER, score FROM {manifest.RelationIn(folder)}";
        using var reader = command.ExecuteReader();
        var row = 0;
        for (; reader.Read(); row++)
            (ids[row], segments[row], scores[row]) = (reader.GetInt64(0), reader.GetInt32(1), reader.GetFloat(2));
        Assert.Equal(manifest.Scored, row);
        return new ScoredRows(ids, segments, scores, [.. LettersOf(folder, manifest)], manifest);
    }

    /// <summary>Where the rows of dead letters are in the input, from 0, in their order.</summary>
    public long[] DeadRows => [.. DeadLetters.Select(static letter => JsonDocument.Parse(letter).RootElement.GetProperty("row").GetInt64() - 1)];

    /// <summary>Requires that another result has the same rows in the same order, to the last bit.</summary>
    public void RequireSame(ScoredRows other)
    {
        Assert.Equal(DeadLetters, other.DeadLetters);
        Assert.True(Ids.AsSpan().SequenceEqual(other.Ids), Difference("id", row => Ids[row] == other.Ids[row], other));
        Assert.True(Segments.AsSpan().SequenceEqual(other.Segments), Difference("segment", row => Segments[row] == other.Segments[row], other));
        Assert.True(AreSameBits(Scores, other.Scores), Difference("score", row => BitConverter.SingleToInt32Bits(Scores[row]) == BitConverter.SingleToInt32Bits(other.Scores[row]), other));
    }

    private static IEnumerable<string> LettersOf(string folder, ScoringManifest manifest) => manifest.Parts
        .Select(static part => part.DeadFile).OfType<string>().SelectMany(file => File.ReadLines(Path.Combine(folder, file)));

    private static bool AreSameBits(ReadOnlySpan<float> some, ReadOnlySpan<float> others) =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(some).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(others));

    private string Difference(string column, Func<int, bool> isSame, ScoredRows other)
    {
        if (Ids.Length != other.Ids.Length)
            return $"{other.Ids.Length} rows are scored, not {Ids.Length}.";
        var first = Enumerable.Range(0, Ids.Length).FirstOrDefault(row => !isSame(row), -1);
        return first < 0 ? "" : $"The {column} of row {first} of the result is another: {other.Ids[first]}, {other.Segments[first]}, {other.Scores[first]:R}.";
    }
}
