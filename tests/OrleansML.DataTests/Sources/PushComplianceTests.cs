using System.Text;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;

namespace OrleansML.DataTests.Sources;

public sealed class PushComplianceTests : SourceComplianceTests
{
    private readonly PushedEventReader _reader;
    private readonly Queue<string> _pushed = [];

    public PushComplianceTests() => _reader = SampleSources.Create(View).Pushed!;

    protected override FeatureView View { get; } = SampleSources.View("kind: push\nmode: pushed");

    protected override Task DeliverAsync(params Payment[] payments)
    {
        _pushed.Enqueue(string.Join('\n', payments.Select(payment => payment.Json)));
        return Task.CompletedTask;
    }

    protected override Task<Taken> TakeAsync(string card, CancellationToken cancellationToken = default)
    {
        if (!_pushed.TryDequeue(out var lines))
            return Task.FromResult(new Taken([], []));
        var read = _reader.ReadLines(Encoding.UTF8.GetBytes(lines));
        return Task.FromResult(new Taken(read.Events, [.. read.Refused.Select(refused => refused.Reason)]));
    }
}
