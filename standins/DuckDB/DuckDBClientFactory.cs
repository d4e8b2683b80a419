using System.Data.Common;

namespace DuckDB.NET.Data;

/// <summary>Makes the classes of this provider for code that knows only those of ADO.NET.</summary>
public class DuckDBClientFactory : DbProviderFactory
{
    /// <summary>The name to register the factory under.</summary>
    public const string ProviderInvariantName = "DuckDB.NET.Data";

    /// <summary>The factory.</summary>
    public static readonly DuckDBClientFactory Instance = new();

    private DuckDBClientFactory()
    {
    }

    /// <summary>False.</summary>
    public override bool CanCreateDataSourceEnumerator => false;

    /// <inheritdoc/>
    public override DbCommand CreateCommand() => new DuckDBCommand();

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new DuckDBConnection();

    /// <inheritdoc/>
    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => new DuckDBConnectionStringBuilder();

    /// <inheritdoc/>
    public override DbParameter CreateParameter() => new DuckDBParameter();
}
