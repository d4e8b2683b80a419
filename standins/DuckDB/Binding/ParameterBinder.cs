using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Binding;

/// <summary>Binds the parameters of a command to one of its statements.</summary>
internal static class ParameterBinder
{
    public static void Bind(StatementHandle statement, List<DuckDBParameter> parameters)
    {
        var expected = NativeMethods.ParameterCount(statement);
        if (parameters.Count < expected)
            throw new InvalidOperationException($"Invalid number of parameters. Expected {expected}, got {parameters.Count}");

        if (!parameters.Exists(parameter => !string.IsNullOrEmpty(parameter.ParameterName)))
        {
            for (var index = 0; index < expected; index++)
                Bind(statement, index + 1, parameters[index]);
            return;
        }

        // What another statement of the command names is left out here.
        foreach (var parameter in parameters)
        {
            var name = parameter.ParameterName ?? string.Empty;
            if (NativeMethods.BindParameterIndex(statement, out var index, name) == NativeMethods.Success)
                Bind(statement, index, parameter);
        }
    }

    private static unsafe void Bind(StatementHandle statement, long index, DuckDBParameter parameter)
    {
        using var type = NativeMethods.ParamLogicalType(statement, index);
        using var value = ValueFactory.Create(parameter.Value, parameter.DbType, type);
        if (NativeMethods.BindValue(statement, index, value) != NativeMethods.Success)
        {
            var message = NativeText.Borrowed(NativeMethods.PrepareError(statement));
            throw new InvalidOperationException($"Unable to bind parameter {index}: {message}");
        }
    }
}
