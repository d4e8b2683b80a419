using Npgsql;
using NpgsqlTypes;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Asks a PostgreSQL database by key. The query gets each key as a parameter of type text, integer or bigint; it returns at most one row, with a
/// column for each field, time and id that the source names. Others are not read.
/// </summary>
internal sealed class PostgresqlKeyedSource(SourceBinding binding, TimeProvider time) : IKeyedSource
{
    private const string Setting = SourceSettings.Query;
    private const int MaximumConnections = 32;

    private readonly PostgresqlConnector _connector = new(binding, MaximumConnections);

    public async ValueTask<FeatureEvent?> ReadAsync(string entity, FeatureValue[] key, CancellationToken cancellationToken)
    {
        binding.CheckKey(key);
        return await BoundedCall.RunAsync(
            binding, time, token => _connector.AskAsync(Setting, pool => AskAsync(pool, entity, key, token), token), cancellationToken);
    }

    public ValueTask DisposeAsync() => _connector.DisposeAsync();

    private async Task<FeatureEvent?> AskAsync(NpgsqlDataSource pool, string entity, FeatureValue[] key, CancellationToken cancellationToken)
    {
        await using var command = pool.CreateCommand(binding.Source.Settings[Setting]);
        for (var index = 0; index < key.Length; index++)
            command.Parameters.Add(Parameter(binding.Keys[index], key[index]));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await ReadRowAsync(entity, reader, cancellationToken);
    }

    private async Task<FeatureEvent?> ReadRowAsync(string entity, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (reader.FieldCount == 0)
            throw binding.Failure(SourceFailure.Misconfigured, $"'{Setting}' returns no rows by nature", "Write it as a select.");

        var columns = new PostgresqlColumns(binding, reader, [.. binding.Fields, .. binding.Extras], Setting);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var draft = new EventDraft(binding);
        FeatureEvent? made = null;
        var refusal = columns.Read(reader, draft) ?? draft.TryBuild(entity, requireFields: true, out made);
        if (refusal is not null)
            throw binding.Failure(SourceFailure.Lying, refusal.Reason, "Correct the data, or what the view allows.");
        if (await reader.ReadAsync(cancellationToken))
            throw binding.Failure(SourceFailure.Misconfigured, $"'{Setting}' returns more than one row for one key", "Restrict it to one row.");
        return made;
    }

    private static NpgsqlParameter Parameter(SourceColumn key, FeatureValue value)
    {
        if (value.TryGetText(out var text))
            return new NpgsqlParameter<string>(key.Name, NpgsqlDbType.Text) { TypedValue = text };
        value.TryGetInteger(out var number);
        return key.Type == FeatureType.Int
            ? new NpgsqlParameter<int>(key.Name, NpgsqlDbType.Integer) { TypedValue = (int)number }
            : new NpgsqlParameter<long>(key.Name, NpgsqlDbType.Bigint) { TypedValue = number };
    }
}
