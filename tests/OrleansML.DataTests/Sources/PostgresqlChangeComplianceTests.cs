namespace OrleansML.DataTests.Sources;

public sealed class PostgresqlChangeComplianceTests() : PostgresqlComplianceTests(keepsAll: true)
{
    private string? _watermark;

    protected override async Task<Taken> TakeAsync(string card, CancellationToken cancellationToken = default)
    {
        var batch = await Readers.Changes!.PollAsync(_watermark, 100, cancellationToken);
        _watermark = batch.Watermark;
        return new Taken(batch.Events, [.. batch.Poison.Select(poison => poison.Reason)]);
    }
}
