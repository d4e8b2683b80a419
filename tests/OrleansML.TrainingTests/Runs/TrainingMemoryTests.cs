using System.Globalization;
using Google.Protobuf;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Runs;
using OrleansML.Training.Workers;
using Xunit.Abstractions;

namespace OrleansML.TrainingTests.Runs;

[Collection(AloneCollection.Name)]
public sealed class TrainingMemoryTests(ITestOutputHelper output) : IDisposable
{
    private const int Inputs = 64;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(OptimizerKind.Adam, 4, 2, 1_536, 1_536)]
    [InlineData(OptimizerKind.Sgd, 1, 1, 4_096, 256, 4_096, 256, 4_096)]
    public async Task EstimateBytes_WorkersThatTrain_LiesAboveWhatTheyTakeAndNotFar(OptimizerKind kind, int shards, int workers, params int[] hidden)
    {
        var network = new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = hidden };
        var recipe = RunCase.Recipe(EvaluationTask.Regression) with
        {
            LabelScale = null, Optimizer = new OptimizerDefinition { Kind = kind, LearningRate = 1e-5 }, Epochs = 1, BatchRows = 1_024, Shards = shards,
        };
        await MeasureAsync(new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = [8] }, recipe, workers);

        var measured = await MeasureAsync(network, recipe, workers);
        var estimate = TrainingMemory.EstimateBytes(NetworkSize.Of(network, Inputs, outputs: 1), recipe, workers);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"estimated {estimate >> 20} MiB, measured {measured >> 20} MiB"));
        Assert.InRange((double)estimate / measured, 1, 3);
    }

    [Theory]
    [InlineData(NetworkKind.Mlp, NetworkActivation.Relu, 0.0)]
    [InlineData(NetworkKind.WideAndDeep, NetworkActivation.Gelu, 0.1)]
    [InlineData(NetworkKind.Mlp, NetworkActivation.Silu, 0.0)]
    public void Of_Definition_IsThatOfTheModelThatIsMade(NetworkKind kind, NetworkActivation activation, double dropout)
    {
        var network = new NetworkDefinition { Kind = kind, Hidden = [7, 5], Activation = activation, Dropout = dropout };
        var model = NetworkBuilder.Build(network, EvaluationTask.Regression, Inputs, 0, LabelScale.None, seed: 1);

        var declared = NetworkSize.Of(network, Inputs, outputs: 1);
        var made = NetworkSize.Of(model, [new TrainingRowInput(NetworkBuilder.Input, PreprocessedType.Float, Inputs)], []);

        // (64 + 1) 7 + (7 + 1) 5 + (5 + 1) 1, and 64 of the linear model.
        Assert.Equal(501 + (kind == NetworkKind.WideAndDeep ? 64 : 0), declared.Weights);
        Assert.Equal(declared.Weights, made.Weights);
        Assert.InRange(declared.RowElements, made.RowElements, (1.3 * made.RowElements) + Inputs + 5);
    }

    /// <summary>
    /// Bytes that each of some workers takes at most while it trains and states are stored, as the system counts them. Garbage is collected all the while,
    /// as it is where memory is short; where it is not, it would lie about for long.
    /// </summary>
    private async Task<long> MeasureAsync(NetworkDefinition network, TrainingRecipe recipe, int workers)
    {
        const int Rows = 2_048;
        var model = NetworkBuilder.Build(network, EvaluationTask.Regression, Inputs, 0, LabelScale.None, seed: 1).ToByteArray();
        var rows = WriteRows(Rows);
        var ranges = ShardRange.Divide(recipe.Shards, workers);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var before = StatusOf("VmRSS");
        using var ending = new CancellationTokenSource();
        var collecting = Task.Run(() => CollectAsync(ending.Token));
        var members = new TrainingWorker[workers];
        for (var member = 0; member < workers; member++)
        {
            // As the keeper of checkpoints: one state waits while another is stored.
            byte[][] kept = [];
            members[member] = new TrainingWorker(
                "memory", () => SessionLoader.Load(recipe, [.. model], rows, rows), snapshot => kept = kept is [.., var waiting] ? [waiting, [.. waiting], snapshot.Content] : [snapshot.Content]);
        }

        try
        {
            await Eventually.HoldsAsync(() => members.All(static member => Demand(member).Phase == WorkerPhase.Ready), "all are loaded", TimeSpan.FromMinutes(10));
            for (var member = 0; member < workers; member++)
            {
                members[member].Begin(new WorkerOrder
                {
                    Generation = 1, Ranges = [.. ranges], Self = member, Position = 0, CheckpointSteps = 1,
                    Send = (to, part) => Task.Run(() => SendAsync(members[to], part)),
                });
            }

            await Eventually.HoldsAsync(() => members.All(static member => Demand(member).Phase == WorkerPhase.Finished), "all are done", TimeSpan.FromMinutes(10));
            return (StatusOf("VmHWM") - before) / workers;
        }
        finally
        {
            foreach (var member in members)
                member.Dispose();
            // What they hold until they have ended would count as there before the next measurement, and not as taken in it.
            await Task.WhenAll(members.Select(static member => member.Ended));
            await ending.CancelAsync();
            await collecting;
        }
    }

    private static async Task CollectAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);

            // What trains must get on as well.
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private static async Task SendAsync(TrainingWorker member, ExchangePart part)
    {
        while (!member.Take(1, part))
            await Task.Delay(1);
    }

    private static WorkerProgress Demand(TrainingWorker worker) => worker.Progress.Failure is { } failure ? throw failure : worker.Progress;

    private string WriteRows(int count)
    {
        var path = _directory.File($"{Guid.NewGuid():N}.rows");
        using var file = File.Create(path);
        var writer = new TrainingRowsWriter(file, [new TrainingRowInput(NetworkBuilder.Input, PreprocessedType.Float, Inputs)]);
        writer.Append(RunCase.Numbers(count * Inputs, k => k % 17 / 17f), RunCase.Numbers(count, i => i % 5), RunCase.Numbers(count, _ => 1));
        writer.Complete();
        return path;
    }

    private static long StatusOf(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}
