using DuckDB.NET.Data;

namespace OrleansML.Data.History.Storage;

/// <summary>The rows of a statement that is under way. Frees it when disposed, also before its end.</summary>
internal sealed class SessionRows : IDisposable
{
    private readonly DuckDBCommand _command;
    private readonly CancellationToken _cancellationToken;
    private readonly Interruption _interruption;

    public SessionRows(DuckDBCommand command, CancellationToken cancellationToken)
    {
        _command = command;
        _cancellationToken = cancellationToken;
        _command.UseStreamingMode = true;
        _interruption = new Interruption(command, cancellationToken);
        try
        {
            Reader = command.ExecuteReader();
        }
        catch (Exception exception)
        {
            _interruption.Dispose();
            _command.Dispose();
            if (exception is DuckDBException && cancellationToken.IsCancellationRequested)
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            throw;
        }
    }

    /// <summary>Has the values of the current row.</summary>
    public DuckDBDataReader Reader { get; }

    /// <summary>Goes on to the next row; false after the last.</summary>
    public bool Read()
    {
        try
        {
            return Reader.Read();
        }
        catch (DuckDBException exception) when (_cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, _cancellationToken);
        }
    }

    public void Dispose()
    {
        Reader.Dispose();
        _interruption.Dispose();
        _command.Dispose();
    }
}
