using System.Data;
using System.Data.Common;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>
/// A transaction: it sees the data as they were when it began, and its changes are seen by others after <see cref="Commit"/>. Disposing
/// one that was neither committed nor rolled back rolls it back.
/// </summary>
public class DuckDBTransaction : DbTransaction
{
    private readonly DuckDBConnection _connection;
    private bool _finished;

    /// <summary>
    /// Begins a transaction. Throws <see cref="ArgumentException"/> for isolation levels other than <see cref="IsolationLevel.Snapshot"/>
    /// and <see cref="IsolationLevel.Unspecified"/>, which mean the same.
    /// </summary>
    public DuckDBTransaction(DuckDBConnection connection, IsolationLevel isolationLevel)
    {
        if (isolationLevel is not (IsolationLevel.Snapshot or IsolationLevel.Unspecified))
            throw new ArgumentException($"Unsupported isolation level: {isolationLevel}", nameof(isolationLevel));
        _connection = connection;
        IsolationLevel = isolationLevel;
        connection.Execute("BEGIN TRANSACTION");
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel { get; }

    /// <inheritdoc/>
    protected override DbConnection DbConnection => _connection;

    /// <summary>
    /// Makes the changes durable and visible. Throws <see cref="DuckDBException"/> where they conflict with another transaction's, and
    /// <see cref="InvalidOperationException"/> where the transaction has ended.
    /// </summary>
    public override void Commit() => Finish("COMMIT");

    /// <summary>Drops the changes. Throws <see cref="InvalidOperationException"/> where the transaction has ended.</summary>
    public override void Rollback() => Finish("ROLLBACK");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_finished && _connection.State == ConnectionState.Open)
            Rollback();
        base.Dispose(disposing);
    }

    private void Finish(string statement)
    {
        if (_finished)
            throw new InvalidOperationException("Transaction has already been finished.");
        try
        {
            _connection.Execute(statement);
            End();
        }
        // A transaction that DuckDB refuses to commit is over.
        catch (DuckDBException error) when (error.ErrorType == DuckDBErrorType.Transaction)
        {
            End();
            throw;
        }

        void End()
        {
            _finished = true;
            _connection.Transaction = null;
        }
    }
}
