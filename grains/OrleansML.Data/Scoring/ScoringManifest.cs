using System.Text.Json;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Records;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>
/// What a finished job has written: <c>_MANIFEST.json</c>, the last file of its folder to appear and the only one that readers trust. It is canonical
/// JSON, so the same job gives the same bytes.
/// </summary>
public sealed record ScoringManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "_MANIFEST.json";

    /// <summary>Id of the job.</summary>
    public required string Job { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of its package in lower-case hexadecimal.</summary>
    public required string PackageSha256 { get; init; }

    /// <summary>How the parts are written.</summary>
    public required ScoringFormat Format { get; init; }

    /// <summary>Columns that name a row.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>The files of the input; none for a query.</summary>
    public required IReadOnlyList<ScoringFile> Files { get; init; }

    /// <summary>One part for each slice, in the order of the input.</summary>
    public required IReadOnlyList<ScoringPart> Parts { get; init; }

    /// <summary>Rows of the input.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows scored.</summary>
    public required long Scored { get; init; }

    /// <summary>Dead letters.</summary>
    public required long Dead { get; init; }

    /// <summary>Reads the manifest of a folder; null where there is none, so that nothing in the folder is to be believed.</summary>
    /// <param name="folder">The folder of a job.</param>
    /// <exception cref="ScoringDataException">It cannot be read.</exception>
    public static ScoringManifest? TryLoad(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.Combine(folder, FileName);
        try
        {
            return CanonicalJson.Read<ScoringManifest>(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw ScoringErrors.Reading(path, exception);
        }
    }

    /// <summary>
    /// Makes the parts count: creates the file, whole or not at all, unless it is there. The same manifest again changes nothing. Parts and drafts that
    /// it does not name are removed then.
    /// </summary>
    /// <param name="folder">The folder of the parts; made where it is missing.</param>
    /// <exception cref="InvalidOperationException">Slices are missing or twice, or rows do not add up.</exception>
    /// <exception cref="ScoringDataException">The folder holds the manifest of another job, or cannot be written.</exception>
    public void Publish(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        RequireWhole();
        var content = CanonicalJson.Write(this);
        if (!IsPublished(folder, content))
        {
            using var file = new PartFile(folder, FileName);
            file.Write(path => File.WriteAllBytes(path, content));
            try
            {
                file.Publish();
                file.Keep();
            }
            catch (ScoringDataException) when (IsPublished(folder, content))
            {
                // Somebody was faster with the same.
            }
        }

        RemoveOthers(folder);
    }

    /// <summary>Paths of the files of scores, in the order of the input.</summary>
    /// <param name="folder">Their folder.</param>
    public IReadOnlyList<string> PathsIn(string folder) => [.. Parts.Where(static part => part.File is not null).Select(part => Path.Combine(folder, part.File!))];

    /// <summary>The scores as a relation in DuckDB's SQL, of exactly the parts that count: <c>SELECT * FROM</c> and this.</summary>
    /// <param name="folder">Their folder.</param>
    /// <exception cref="InvalidOperationException">Every row is a dead letter.</exception>
    public string RelationIn(string folder)
    {
        var paths = PathsIn(folder);
        if (paths.Count == 0)
            throw new InvalidOperationException($"The job '{Job}' has scored no row.");
        return Format switch
        {
            ScoringFormat.Csv => $"read_csv({Sql.Texts(paths)}, header = true)",
            ScoringFormat.JsonLines => $"read_json({Sql.Texts(paths)}, format = 'newline_delimited')",
            _ => $"read_parquet({Sql.Texts(paths)})",
        };
    }

    private void RequireWhole()
    {
        if (!Parts.Select(static part => part.Slice).SequenceEqual(Enumerable.Range(0, Parts.Count)))
            throw new InvalidOperationException($"The parts of job '{Job}' are not those of slices 0 to {Parts.Count - 1}, each once and in order.");
        if (Parts.Sum(static part => part.Rows) != Scored || Parts.Sum(static part => part.DeadRows) != Dead || Scored + Dead != Rows)
            throw new InvalidOperationException($"The rows of job '{Job}' do not add up: {Rows} were read, the parts hold {Parts.Sum(static part => part.Rows)} scores and {Parts.Sum(static part => part.DeadRows)} dead letters.");
    }

    private bool IsPublished(string folder, byte[] content)
    {
        if (TryLoad(folder) is not { } other)
            return false;
        if (other.Job != Job)
        {
            throw new ScoringDataException(
                ScoringFailure.Misconfigured, [$"'{folder}' holds the scores of job '{other.Job}'; give job '{Job}' a folder of its own, or remove that one"]);
        }

        return CanonicalJson.Write(other).AsSpan().SequenceEqual(content)
            ? true
            : throw new ScoringDataException(ScoringFailure.Misconfigured, [$"'{folder}' holds other scores of the same job '{Job}'; a job is finished once"]);
    }

    private void RemoveOthers(string folder)
    {
        var kept = Parts.SelectMany(static part => new[] { part.File, part.DeadFile }).ToHashSet();
        string[] prefixes = [ScoringPartNames.Part, ScoringPartNames.Dead, ScoringPartNames.Draft];
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(path);
            if (!kept.Contains(name) && prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                HistoryFiles.TryDelete(path);
        }
    }
}
