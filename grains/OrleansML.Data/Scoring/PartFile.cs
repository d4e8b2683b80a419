using System.Security.Cryptography;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>A file that appears under its name when it is whole and on the disk, or not at all. What is not kept is removed again.</summary>
internal sealed class PartFile(string folder, string name) : IDisposable
{
    private readonly string _draft = Path.Combine(folder, $"{ScoringPartNames.Draft}{Guid.NewGuid():N}");
    private readonly string _path = Path.Combine(folder, name);
    private bool _kept;

    /// <summary>Its name; null before it is published, or where there was nothing to write.</summary>
    public string? Published { get; private set; }

    public long Bytes { get; private set; }

    public string? Sha256 { get; private set; }

    /// <summary>Writes its content.</summary>
    /// <param name="write">Writes it to a path.</param>
    /// <exception cref="ScoringDataException">It cannot be written.</exception>
    public void Write(Action<string> write)
    {
        try
        {
            Directory.CreateDirectory(folder);
            write(_draft);
            using var file = new FileStream(_draft, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
            Bytes = file.Length;
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            throw ScoringErrors.Writing(_path, exception);
        }
    }

    /// <summary>Makes it visible, if anything was written.</summary>
    /// <exception cref="ScoringDataException">There is a file of its name, or it cannot be renamed.</exception>
    public void Publish()
    {
        if (Sha256 is null)
            return;

        try
        {
            ExclusiveName.Move(_draft, _path);
            Published = name;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ScoringErrors.Writing(_path, exception);
        }
    }

    /// <summary>Lets it stay.</summary>
    public void Keep() => _kept = true;

    public void Dispose()
    {
        HistoryFiles.TryDelete(_draft);
        if (Published is not null && !_kept)
            HistoryFiles.TryDelete(_path);
    }

    // DuckDB tells what happened to the draft by its path; other errors of it are about what it reads.
    private bool IsOurs(Exception exception) => exception is IOException or UnauthorizedAccessException
        || (exception is DuckDB.NET.Data.DuckDBException && exception.Message.Contains(_draft, StringComparison.Ordinal));
}
