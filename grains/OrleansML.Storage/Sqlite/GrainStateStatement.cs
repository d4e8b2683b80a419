using Microsoft.Data.Sqlite;

namespace OrleansML.Storage.Sqlite;

/// <summary>A prepared statement over one row of the state table; parameters are created once and only their values change.</summary>
internal sealed class GrainStateStatement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter _service;
    private readonly SqliteParameter _name;
    private readonly SqliteParameter _grain;
    private readonly SqliteParameter? _version;
    private readonly SqliteParameter? _data;

    public GrainStateStatement(SqliteConnection connection, string sql)
    {
        _command = new SqliteCommand(sql, connection);
        _service = _command.Parameters.Add("$service", SqliteType.Text);
        _name = _command.Parameters.Add("$name", SqliteType.Text);
        _grain = _command.Parameters.Add("$grain", SqliteType.Text);
        if (sql.Contains("$version", StringComparison.Ordinal))
            _version = _command.Parameters.Add("$version", SqliteType.Integer);
        if (sql.Contains("$data", StringComparison.Ordinal))
            _data = _command.Parameters.Add("$data", SqliteType.Blob);
    }

    public object? ExecuteScalar(GrainStateKey key) => Bind(key).ExecuteScalar();

    public SqliteDataReader ExecuteReader(GrainStateKey key) => Bind(key).ExecuteReader();

    public void ExecuteNonQuery(GrainStateKey key) => Bind(key).ExecuteNonQuery();

    public void ExecuteNonQuery(GrainStateKey key, long version, byte[]? data)
    {
        _version!.Value = version;
        _data!.Value = data ?? (object)DBNull.Value;
        Bind(key).ExecuteNonQuery();
        // A prepared statement must not keep the last state alive.
        _data.Value = DBNull.Value;
    }

    public void Dispose() => _command.Dispose();

    private SqliteCommand Bind(GrainStateKey key)
    {
        _service.Value = key.ServiceId;
        _name.Value = key.StateName;
        _grain.Value = key.GrainId.ToString();
        return _command;
    }
}
