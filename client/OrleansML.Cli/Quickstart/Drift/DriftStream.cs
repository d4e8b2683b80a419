using System.Collections.Concurrent;
using OrleansML.Client;
using OrleansML.Models;
using OrleansML.Monitoring;

namespace OrleansML.Cli.Quickstart.Drift;

/// <summary>Asks for predictions of customers, 10 at a time, and says every second what became of them. Labels that cannot be told are told with the next.</summary>
/// <param name="client">The platform.</param>
/// <param name="model">The model that is asked.</param>
/// <param name="customers">Who is asked about.</param>
internal sealed class DriftStream(OrleansMLClient client, string model, DriftCustomers customers)
{
    private const int RowsPerRequest = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan BetweenLabels = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<PredictionLabel> _labels = new();
    private readonly List<PredictionLabel> _waiting = [];
    private volatile bool _hasDrifted;

    /// <summary>Rows that were predicted.</summary>
    public long Rows { get; private set; }

    /// <summary>Requests that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>From now on prices have changed.</summary>
    public void Drift() => _hasDrifted = true;

    /// <summary>From now on prices are as they were.</summary>
    public void Recover() => _hasDrifted = false;

    /// <summary>Goes on until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        RepeatAsync(Pause, AskAsync, cancellationToken), RepeatAsync(BetweenLabels, LabelAsync, cancellationToken));

    private static async Task RepeatAsync(TimeSpan period, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await work(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The walk is over.
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var asked = customers.Take(RowsPerRequest, _hasDrifted);
        try
        {
            var request = new EntityPredictRequest { Rows = [.. asked.Select(static customer => customer.ToRow())] };
            var answer = await client.PredictEntitiesAsync(model, request, cancellationToken: cancellationToken);
            Rows += asked.Length;
            var id = answer.Prediction.Id;
            for (var row = 0; row < asked.Length; row++)
                _labels.Enqueue(new PredictionLabel(id, row, asked[row].Label, null));
        }
        catch (OrleansMLException)
        {
            Failed++;
        }
    }

    private async Task LabelAsync(CancellationToken cancellationToken)
    {
        while (_labels.TryDequeue(out var label))
            _waiting.Add(label);
        if (_waiting.Count == 0)
            return;
        try
        {
            await client.Labels.AddAsync(model, _waiting, cancellationToken);
            _waiting.Clear();
        }
        catch (OrleansMLException)
        {
            Failed++;
        }
    }
}
