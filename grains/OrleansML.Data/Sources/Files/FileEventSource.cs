using System.Runtime.CompilerServices;

namespace OrleansML.Data.Sources;

/// <summary>
/// Event files, CSV, JSON lines or Parquet, as one stream in order of event time; records of one time come in the order of their files' paths,
/// then in that of the file. Without a column of event time, the stream is in the order of files. All files are sorted before the first record
/// comes; memory stays bounded, the rest goes to disk. Safe for concurrent use: every reading has a database and a thread of its own.
/// </summary>
public sealed class FileEventSource
{
    private readonly SourceBinding _binding;
    private readonly EventFiles _format;
    private readonly FileReadingOptions _options;

    internal FileEventSource(SourceBinding binding, FileReadingOptions options)
    {
        options.Validate();
        _binding = binding;
        _format = EventFiles.Of(binding);
        _options = options;
    }

    /// <summary>Reads the records.</summary>
    /// <param name="after">Position of the last record that was taken; null starts at the first. Files that are new since then take part.</param>
    /// <param name="cancellationToken">Ends the reading at once; its thread is given up in the background.</param>
    /// <exception cref="SourceException">No file matches, one cannot be read, or one lacks a column.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<FileRecord> ReadAsync(FilePosition? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var thread = new WorkThread("event files");
        var scan = new FileScan(_binding, _format, _options);
        try
        {
            await thread.RunAsync(() => scan.Open(after)).WaitAsync(cancellationToken);
            var next = thread.RunAsync(scan.ReadBatch);
            while (await next.WaitAsync(cancellationToken) is { Count: > 0 } batch)
            {
                next = thread.RunAsync(scan.ReadBatch);
                foreach (var record in batch)
                    yield return record;
            }
        }
        finally
        {
            scan.Interrupt();
            _ = thread.RunAsync(() =>
            {
                scan.Dispose();
                return true;
            });
        }
    }
}
