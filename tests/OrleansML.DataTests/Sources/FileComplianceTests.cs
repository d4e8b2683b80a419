using DuckDB.NET.Data;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;

namespace OrleansML.DataTests.Sources;

public abstract class FileComplianceTests : SourceComplianceTests
{
    private readonly TemporaryDirectory _folder = new();
    private readonly string _format;
    private readonly string _extension;
    private readonly FileEventSource _files;
    private readonly HashSet<(string, long)> _taken = [];
    private int _written;

    protected FileComplianceTests(string format, string extension)
    {
        _format = format;
        _extension = extension;
        View = SampleSources.View($"kind: files\nmode: pushed\npath: {_folder.File("*." + extension)}\nformat: {format}");
        _files = SampleSources.Create(View).Files!;
    }

    protected override FeatureView View { get; }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task DeliverAsync(params Payment[] payments)
    {
        var file = _folder.File($"part-{_written++:000}.{_extension}");
        if (_format == "csv")
            await File.WriteAllLinesAsync(file, ["card_id,amount,channel,pin,paid_at,payment_id", .. payments.Select(payment => payment.Csv)]);
        else if (_format == "json_lines")
            await File.WriteAllLinesAsync(file, payments.Select(payment => payment.Json));
        else
            WriteParquet(file, payments);
    }

    protected override async Task<Taken> TakeAsync(string card, CancellationToken cancellationToken = default)
    {
        var records = new List<FileRecord>();
        await foreach (var record in _files.ReadAsync(null, cancellationToken))
        {
            if (_taken.Add((record.Position.File, record.Position.Number)))
                records.Add(record);
        }

        return new Taken(
            [.. records.Select(record => record.Event).OfType<FeatureEvent>()],
            [.. records.Select(record => record.Poison?.Reason).OfType<string>()]);
    }

    private static void WriteParquet(string file, Payment[] payments)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "COPY (SELECT card_id, amount::DOUBLE AS amount, channel, pin::INTEGER AS pin, make_timestamp(paid_at) AS paid_at, payment_id FROM (VALUES "
            + string.Join(", ", payments.Select(payment => FormattableString.Invariant($"('{payment.Card}', {payment.Amount}, 'web', {payment.Pin}, {payment.PaidAt}, '{payment.Id}')")))
            + $") AS p(card_id, amount, channel, pin, paid_at, payment_id)) TO '{file}' (FORMAT parquet)";
        command.ExecuteNonQuery();
    }
}
