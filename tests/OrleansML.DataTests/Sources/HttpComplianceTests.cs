using System.Collections.Concurrent;
using System.Net;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;

namespace OrleansML.DataTests.Sources;

public sealed class HttpComplianceTests : ServedSourceComplianceTests
{
    private readonly ConcurrentDictionary<string, string> _cards = [];
    private readonly TestHttpService _service;
    private volatile string _accepted = PlantedSecret;
    private SourceReaders _readers;
    private SilentServer? _silent;

    public HttpComplianceTests()
    {
        _service = new TestHttpService(Answer);
        View = ViewOf(LongTimeout);
        _readers = SampleSources.Create(View, Secrets);
    }

    protected override FeatureView View { get; }

    public override async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        if (_silent is not null)
            await _silent.DisposeAsync();
        await _service.DisposeAsync();
    }

    protected override Task DeliverAsync(params Payment[] payments)
    {
        foreach (var payment in payments)
            _cards[payment.Card] = payment.Json;
        return Task.CompletedTask;
    }

    protected override async Task<Taken> TakeAsync(string card, CancellationToken cancellationToken = default)
    {
        try
        {
            return new Taken(await _readers.Keyed!.ReadAsync(card, [FeatureValue.Of(card)], cancellationToken) is { } made ? [made] : [], []);
        }
        catch (SourceException exception) when (exception.Failure == SourceFailure.Lying)
        {
            return new Taken([], [exception.ToString()]);
        }
    }

    protected override async Task HangAsync(TimeSpan timeout)
    {
        await _service.StopAsync();
        _silent = new SilentServer(_service.Port);
        await _readers.DisposeAsync();
        _readers = SampleSources.Create(ViewOf(timeout), Secrets);
    }

    protected override async Task StopAsync()
    {
        if (_silent is not null)
            await _silent.DisposeAsync();
        await _service.StopAsync();
    }

    protected override Task StartAsync()
    {
        _service.Start();
        return Task.CompletedTask;
    }

    protected override Task SetServerSecretAsync(string secret)
    {
        _accepted = secret;
        return Task.CompletedTask;
    }

    private FeatureView ViewOf(TimeSpan timeout) => SampleSources.View(
        $$"""
        kind: http
        mode: on_read
        timeout: {{timeout.TotalSeconds}}s
        url: http://127.0.0.1:{{_service.Port}}/cards/{card_id}?token=${secret:SOURCE}
        headers: { X-Api-Key: "${secret:SOURCE}" }
        """);

    private TestHttpAnswer Answer(HttpListenerRequest request)
    {
        if (request.Headers["X-Api-Key"] != _accepted || request.QueryString["token"] != _accepted)
            return new TestHttpAnswer(401, $"no entry with {request.Headers["X-Api-Key"]}");
        return _cards.TryGetValue(request.Url!.Segments[^1], out var json) ? new TestHttpAnswer(200, json) : new TestHttpAnswer(404, "{}");
    }
}
