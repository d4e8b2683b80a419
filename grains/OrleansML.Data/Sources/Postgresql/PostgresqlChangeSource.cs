using System.Data;
using Npgsql;
using NpgsqlTypes;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Polls a PostgreSQL database for changes. The query gets <c>@watermark</c> and, if it likes, <c>@limit</c>; it returns every row whose
/// watermark is at least <c>@watermark</c>, ascending: <c>... where updated_at >= @watermark order by updated_at limit @limit</c>. With
/// <c>></c> instead of <c>>=</c>, rows that were written with the last value after a poll would be lost; the rows of that value that were
/// taken already are known and left out. A transaction that commits after a later one was polled is lost as in every such polling, unless the
/// query looks back for as long as transactions last (<c>>= @watermark::timestamptz - interval '10s'</c>); then rows come again, and the event
/// id tells.
/// </summary>
internal sealed class PostgresqlChangeSource(SourceBinding binding, TimeProvider time) : IChangeSource
{
    private const int MaximumLimit = 100_000;
    private const string Setting = SourceSettings.Changes;

    private readonly PostgresqlConnector _connector = new(binding, maximumConnections: 1);

    public async Task<ChangeBatch> PollAsync(string? watermark, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumLimit);
        var start = watermark is null ? null : ChangeMark.Parse(watermark);
        return await BoundedCall.RunAsync(
            binding, time, token => _connector.AskAsync(Setting, pool => AskAsync(pool, start, limit, token), token), cancellationToken);
    }

    public ValueTask DisposeAsync() => _connector.DisposeAsync();

    private async Task<ChangeBatch> AskAsync(NpgsqlDataSource pool, ChangeMark? start, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await pool.OpenConnectionAsync(cancellationToken);
        var lowest = start?.Literal ?? (await DescribeAsync(connection, cancellationToken)).Lowest;
        // Rows of the last value that were taken already come again, and must not fill the batch.
        var asked = limit + (start?.Seen.Count ?? 0);
        await using var command = Command(connection, lowest, asked);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await CollectAsync(command, reader, start, limit, asked, cancellationToken);
    }

    private async Task<ChangeBatch> CollectAsync(
        NpgsqlCommand command, NpgsqlDataReader reader, ChangeMark? start, int limit, int asked, CancellationToken cancellationToken)
    {
        var watermark = WatermarkColumn.Find(binding, reader, binding.Source.Settings[SourceSettings.Watermark], Setting);
        if (start is not null && start.Kind != watermark.Kind)
            throw binding.Failure(SourceFailure.Misconfigured, "the watermark column has another type than at the last poll", "Start again without a watermark.");

        var columns = new PostgresqlColumns(binding, reader, [.. binding.Keys, .. binding.Fields, .. binding.Extras], Setting);
        var collector = new ChangeCollector(binding, watermark, columns, start, limit, Setting);
        var isFull = false;
        while (!isFull && await reader.ReadAsync(cancellationToken))
            isFull = !collector.Take(reader);
        if (isFull)
            // A query without a limit may have much more to say.
            command.Cancel();

        isFull |= collector.Rows >= asked;
        if (isFull && !collector.Advanced)
        {
            throw binding.Failure(
                SourceFailure.Misconfigured, $"'{Setting}' returns {collector.Rows} rows of before the watermark", "Let it look back less far, or raise the limit.");
        }

        return collector.Finish(isFull);
    }

    private async Task<WatermarkColumn> DescribeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, null, 1);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
        return WatermarkColumn.Find(binding, reader, binding.Source.Settings[SourceSettings.Watermark], Setting);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string? watermark, int limit)
    {
        var command = new NpgsqlCommand(binding.Source.Settings[Setting], connection);
        // Without a type PostgreSQL takes that of the column it is compared with.
        command.Parameters.Add(new NpgsqlParameter("watermark", NpgsqlDbType.Unknown) { Value = watermark ?? (object)DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter<int>("limit", NpgsqlDbType.Integer) { TypedValue = limit });
        return command;
    }
}
