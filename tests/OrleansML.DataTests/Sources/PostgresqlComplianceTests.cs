using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using OrleansML.Testing.Servers;

namespace OrleansML.DataTests.Sources;

/// <summary>Both ways to ask PostgreSQL.</summary>
public abstract class PostgresqlComplianceTests : ServedSourceComplianceTests
{
    private readonly bool _keepsAll;
    private PostgresServer _server = null!;
    private SilentServer? _silent;

    /// <param name="keepsAll">Whether the table keeps each record, or the latest of each card.</param>
    protected PostgresqlComplianceTests(bool keepsAll) => _keepsAll = keepsAll;

    protected sealed override FeatureView View => Asked;

    protected SourceReaders Readers { get; private set; } = null!;

    private FeatureView Asked { get; set; } = null!;

    public override async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(PlantedSecret);
        Asked = ViewOf(LongTimeout);
        Readers = SampleSources.Create(Asked, Secrets);
        await _server.ExecuteAsync(
            """
            create table payments (card_id text, amount float8, channel text, pin int, paid_at timestamptz, payment_id text, seq bigserial)
            """);
    }

    public override async ValueTask DisposeAsync()
    {
        await Readers.DisposeAsync();
        if (_silent is not null)
            await _silent.DisposeAsync();
        await _server.DisposeAsync();
    }

    protected override async Task DeliverAsync(params Payment[] payments)
    {
        foreach (var payment in payments)
        {
            var delete = _keepsAll ? "" : $"delete from payments where card_id = '{payment.Card}';";
            await _server.ExecuteAsync($"{delete} insert into payments values {payment.Sql}");
        }
    }

    protected override async Task HangAsync(TimeSpan timeout)
    {
        await _server.StopAsync();
        _silent = new SilentServer(_server.Port);
        await Readers.DisposeAsync();
        Readers = SampleSources.Create(ViewOf(timeout), Secrets);
    }

    protected override async Task StopAsync()
    {
        if (_silent is not null)
            await _silent.DisposeAsync();
        await _server.StopAsync();
    }

    protected override Task StartAsync() => _server.RestartAsync();

    protected override async Task SetServerSecretAsync(string secret)
    {
        await _server.ChangePasswordAsync(secret);
        // They are told to end, and answer until they do.
        await Eventually.HoldsAsync(
            async () => await _server.ExecuteAsync(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'") == "0",
            "nobody is connected");
    }

    private FeatureView ViewOf(TimeSpan timeout) => SampleSources.View(
        $$"""
        kind: postgresql
        mode: on_read
        timeout: {{timeout.TotalSeconds}}s
        connection: {{_server.Address}};Password=${secret:SOURCE}
        query: select * from payments where card_id = @card_id
        changes: select * from payments where seq >= @watermark order by seq limit @limit
        watermark: seq
        """);
}
