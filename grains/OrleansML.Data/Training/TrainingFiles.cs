using System.Security.Cryptography;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Training;

namespace OrleansML.Data.Training;

/// <summary>The files that training rows come from, in the order of their names, as they were when they were found.</summary>
internal sealed class TrainingFiles
{
    private readonly (string Path, long Bytes, DateTime Written)[] _found;

    private TrainingFiles(string[] paths)
    {
        _found = Array.ConvertAll(paths, static path => (path, new FileInfo(path).Length, File.GetLastWriteTimeUtc(path)));
        Sources = Array.ConvertAll(paths, static path =>
        {
            using var file = File.OpenRead(path);
            return new TrainingSource(path, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
        });
    }

    public IReadOnlyList<TrainingSource> Sources { get; }

    /// <exception cref="TrainingDataException">No file matches, or one cannot be read.</exception>
    public static TrainingFiles Find(Session session, TrainingData data, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        session.Stream($"SELECT file FROM glob({Sql.Text(data.Path)})", reader => paths.Add(reader.GetString(0)), cancellationToken);
        if (paths.Count == 0)
            throw new TrainingDataException([$"no file matches '{data.Path}' (data.path)"]);

        paths.Sort(StringComparer.Ordinal);
        try
        {
            return new TrainingFiles([.. paths]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrainingDataException([exception.Message.TrimEnd('.')], exception);
        }
    }

    /// <summary>A relation of some of the files, as SQL.</summary>
    public static string Relation(TrainingFormat format, IEnumerable<string> paths) => format switch
    {
        // No guessing: what a text such as 007, No or 1e3 is, the definition says. Strict reading refuses files whose lines end in two ways.
        TrainingFormat.Csv => $"read_csv({Sql.Texts(paths)}, header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true, strict_mode = false, union_by_name = true)",
        TrainingFormat.JsonLines => $"read_json({Sql.Texts(paths)}, format = 'newline_delimited', sample_size = -1, union_by_name = true)",
        _ => $"read_parquet({Sql.Texts(paths)}, union_by_name = true)",
    };

    /// <exception cref="TrainingDataException">A file is not what it was when it was found.</exception>
    public void RequireUnchanged()
    {
        string[] changed =
        [
            .. _found.Where(static file => !File.Exists(file.Path) || new FileInfo(file.Path).Length != file.Bytes || File.GetLastWriteTimeUtc(file.Path) != file.Written)
                .Select(static file => $"'{file.Path}' changed while it was read; start the training again when it is whole"),
        ];
        if (changed.Length > 0)
            throw new TrainingDataException(changed);
    }
}
