using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Binding;

/// <summary>
/// The statements of one text, executed one by one as they are asked for. Each is prepared after the one before it was executed,
/// since it may use what that one created.
/// </summary>
internal sealed class StatementSequence : IDisposable
{
    private readonly DuckDBNativeConnection _connection;
    private readonly List<DuckDBParameter> _parameters;
    private readonly bool _streaming;
    private readonly ExtractedStatementsHandle _statements;
    private readonly long _count;
    private long _next;

    public unsafe StatementSequence(DuckDBNativeConnection connection, string text, List<DuckDBParameter> parameters, bool streaming)
    {
        _connection = connection;
        _parameters = parameters;
        _streaming = streaming;
        _count = NativeMethods.ExtractStatements(connection, text, out _statements);
        if (_count > 0)
            return;

        var message = NativeText.Borrowed(NativeMethods.ExtractStatementsError(_statements));
        _statements.Dispose();
        throw new DuckDBException(message.Length > 0 ? message : "The command text holds no statement.");
    }

    /// <summary>The result of the next statement, or null after the last.</summary>
    public unsafe ResultHandle? ExecuteNext()
    {
        if (_next == _count)
            return null;

        var state = NativeMethods.PrepareExtractedStatement(_connection, _statements, _next++, out var statement);
        using (statement)
        {
            if (state == NativeMethods.Success)
                return Execute(statement);
            var message = NativeText.Borrowed(NativeMethods.PrepareError(statement));
            throw new DuckDBException(message.Length > 0 ? message : "The statement could not be prepared.");
        }
    }

    public void Dispose() => _statements.Dispose();

    private unsafe ResultHandle Execute(StatementHandle statement)
    {
        ParameterBinder.Bind(statement, _parameters);
        var result = new ResultHandle();
        var state = _streaming
            ? NativeMethods.ExecutePreparedStreaming(statement, result.Pointer)
            : NativeMethods.ExecutePrepared(statement, result.Pointer);
        if (state == NativeMethods.Success)
            return result;
        using (result)
            throw result.Error() ?? new DuckDBException("The statement failed, and DuckDB gave no reason.");
    }
}
