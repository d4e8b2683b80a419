using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace OrleansML.Training.Runs;

/// <summary>
/// Rows of a file that <see cref="TrainingRowsWriter"/> wrote, mapped into memory: any row is read without reading others. Safe for concurrent
/// use until disposed. The file must not be changed while it is open.
/// </summary>
public sealed unsafe class TrainingRows : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _first;
    private readonly int _rowBytes;
    private readonly byte[] _fingerprint;
    private bool _isDisposed;

    private TrainingRows(MemoryMappedFile file, TrainingRowsHeader header, long headBytes)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _first = start + _view.PointerOffset + headBytes;
        (_rowBytes, _fingerprint, Count, Inputs) = (header.RowBytes, header.Fingerprint, header.Rows, header.Inputs);
    }

    /// <summary>How many rows there are.</summary>
    public long Count { get; }

    /// <summary>The model's inputs that each row holds.</summary>
    public IReadOnlyList<TrainingRowInput> Inputs { get; }

    /// <summary>16 bytes that tell these rows and inputs from others (XxHash128); no protection against intent.</summary>
    public ReadOnlyMemory<byte> Fingerprint => _fingerprint;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// It is no file of rows, its writer was not completed, or it is shorter or longer than its head says; names the file and the reason.
    /// </exception>
    public static TrainingRows Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var header = ReadHeader(stream, path);
            var headBytes = stream.Position + (8 - stream.Position % 8) % 8;
            if (header.Rows < 0)
                throw new InvalidDataException($"File '{path}' cannot be used: its writer was not completed.");
            if ((UInt128)headBytes + (UInt128)header.Rows * (uint)header.RowBytes is var expected && expected != (UInt128)stream.Length)
                throw new InvalidDataException($"File '{path}' cannot be used: {header.Rows} rows need {expected} bytes, it has {stream.Length}.");

            var file = MemoryMappedFile.CreateFromFile(
                stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new TrainingRows(file, header, headBytes);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Copies rows into a batch.</summary>
    /// <param name="rows">Numbers of the rows, each from 0 to below <see cref="Count"/>, in the order in which they are wanted.</param>
    /// <param name="batch">Receives them; made for these inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row; the batch is unchanged.</exception>
    /// <exception cref="ArgumentException">The batch has too little room, or is for other inputs.</exception>
    /// <exception cref="InvalidDataException">A label is no class; names the row.</exception>
    /// <exception cref="ObjectDisposedException">The rows are closed.</exception>
    public void Gather(ReadOnlySpan<long> rows, TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        foreach (var row in rows)
        {
            if ((ulong)row >= (ulong)Count)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"There are {Count} rows.");
        }

        batch.Resize(rows.Length, Inputs);
        var offset = 0;
        for (var index = 0; index < Inputs.Count; index++)
        {
            var bytes = Inputs[index].Bytes;
            var target = batch.Elements(index);
            for (var place = 0; place < rows.Length; place++)
                Row(rows[place], offset, bytes).CopyTo(target[(place * bytes)..]);
            offset += bytes;
        }

        for (var place = 0; place < rows.Length; place++)
        {
            var numbers = Row(rows[place], offset, TrainingRowsHeader.LabelAndWeightBytes);
            batch.Set(place, rows[place], MemoryMarshal.Read<float>(numbers), MemoryMarshal.Read<float>(numbers[sizeof(float)..]));
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static TrainingRowsHeader ReadHeader(FileStream stream, string path)
    {
        try
        {
            return TrainingRowsHeader.Read(stream);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or OverflowException)
        {
            var reason = exception is InvalidDataException ? exception.Message : "it ends within its head";
            throw new InvalidDataException($"File '{path}' cannot be used: {reason}.", exception);
        }
    }

    private ReadOnlySpan<byte> Row(long row, int offset, int bytes) => new(_first + row * _rowBytes + offset, bytes);
}
