using System.Globalization;
using System.Text.Json;

namespace OrleansML.Data.Scoring;

/// <summary>
/// What has been staged in the folder of a job: <c>staged/rows-NUMBER.parquet</c>, and <c>staged/journal.jsonl</c>, which gets a line after each of them.
/// A file without a line was cut off, and is made again.
/// </summary>
internal sealed class StagingJournal : IDisposable
{
    private const string FolderName = "staged";

    private readonly string _folder;
    private readonly FileStream _file;
    private readonly List<StagedChunk> _chunks = [];

    private StagingJournal(string folder, FileStream file)
    {
        _folder = folder;
        _file = file;
    }

    /// <summary>What was staged before.</summary>
    public IReadOnlyList<StagedChunk> Chunks => _chunks;

    /// <summary>Goes on with what is staged in a folder, or starts.</summary>
    /// <exception cref="ScoringDataException">The input changed since, or the folder holds something else, or cannot be written.</exception>
    public static StagingJournal Open(string jobFolder, StagedInput input)
    {
        var folder = FolderOf(jobFolder);
        try
        {
            Directory.CreateDirectory(folder);
            var journal = new StagingJournal(folder, OpenAlone(Path.Combine(folder, "journal.jsonl")));
            try
            {
                journal.Start(input);
                return journal;
            }
            catch
            {
                journal.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ScoringErrors.Writing(folder, exception);
        }
    }

    // Nobody else may write it meanwhile; a planner that was told to stop ends shortly.
    private static FileStream OpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new ScoringDataException(ScoringFailure.Unreachable, [$"'{path}' is still being written by somebody who planned the same job before"], exception);
        }
    }

    public static void Remove(string jobFolder)
    {
        var folder = FolderOf(jobFolder);
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ScoringErrors.Writing(folder, exception);
        }
    }

    /// <summary>Where rows go that are under way.</summary>
    public string ChunkPath => Path.Combine(_folder, ScoringPartNames.Draft + "chunk");

    public string Folder => _folder;

    public static string NameOf(int slice) => string.Create(CultureInfo.InvariantCulture, $"rows-{slice:D6}.parquet");

    public string PathOf(int slice) => Path.Combine(_folder, NameOf(slice));

    /// <summary>Notes rows whose file is whole.</summary>
    public void Append(StagedChunk chunk)
    {
        WriteLine(chunk);
        _chunks.Add(chunk);
    }

    public void Dispose() => _file.Dispose();

    public static string FolderOf(string jobFolder) => Path.Combine(jobFolder, FolderName);

    private void Start(StagedInput input)
    {
        var content = new byte[_file.Length];
        _file.ReadExactly(content);
        // A line that a crash has cut off did not happen.
        var length = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        _file.SetLength(length);
        _file.Position = length;
        var lines = System.Text.Encoding.UTF8.GetString(content, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
            WriteLine(input);
        else
            RequireSame(Read<StagedInput>(lines[0]), input);
        _chunks.AddRange(lines.Skip(1).Select(Read<StagedChunk>));
        RemoveUnknown();
    }

    private void RequireSame(StagedInput staged, StagedInput input)
    {
        ScoringFiles.RequireUnchanged(staged.Files);
        string[] added = [.. input.Files.Select(static file => file.Path).Except(staged.Files.Select(static file => file.Path)).Select(static path => $"'{path}' came into the input during the job; start a new job for it")];
        if (added.Length > 0)
            throw new ScoringDataException(ScoringFailure.Changed, added);
        if (JsonSerializer.Serialize(staged) != JsonSerializer.Serialize(input))
            throw new ScoringDataException(ScoringFailure.Misconfigured, [$"'{_folder}' holds what was staged for another definition; give every job a folder of its own"]);
    }

    private void RemoveUnknown()
    {
        var known = Enumerable.Range(0, _chunks.Count(static chunk => chunk.Rows > 0)).Select(NameOf).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(_folder).Where(path => path != _file.Name && !known.Contains(Path.GetFileName(path))))
            File.Delete(path);
    }

    private T Read<T>(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line)!;
        }
        catch (JsonException exception)
        {
            throw new ScoringDataException(ScoringFailure.Misconfigured, [$"'{_file.Name}' is damaged ({exception.Message}); remove '{_folder}' and start the job again"], exception);
        }
    }

    private void WriteLine<T>(T value)
    {
        try
        {
            _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(value), (byte)'\n']);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw ScoringErrors.Writing(_file.Name, exception);
        }
    }
}
