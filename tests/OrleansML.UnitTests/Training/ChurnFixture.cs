using Google.Protobuf;
using OrleansML.Data.History;
using OrleansML.Data.Training;
using OrleansML.Learning.Mlp;
using OrleansML.Learning.Onnx;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Training;
using OrleansML.Testing;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.UnitTests.Training;

/// <summary>The customers of a telephone company, gathered once, and networks trained on them.</summary>
public sealed class ChurnFixture : IAsyncLifetime, IDisposable
{
    /// <summary>The training definition.</summary>
    public static readonly string DefinitionText = $$"""
        model: churn
        task: binary_classification
        data:
          path: {{(SharedData.Root is null ? "none" : SharedData.PathOf("telco-churn", "Telco-Customer-Churn.csv.gz"))}}
          format: csv
          label: Churn
          classes: ["No", "Yes"]
          segments: [InternetService, Contract]
        split: { by: hash, key: [customerID], validation: 0.1, test: 0.2 }
        inputs: { numeric: [tenure, MonthlyCharges, TotalCharges], categorical: [Contract, InternetService, PaymentMethod] }
        network: { kind: mlp, hidden: [8] }
        """;

    private readonly TemporaryDirectory _directory = new();
    private float[] _features = [];
    private bool[] _labels = [];

    public TrainingDefinition Definition { get; } = TrainingDefinitionReader.Read(DefinitionText);

    public TrainingTable Table { get; private set; } = null!;

    public string Folder => _directory.File("table");

    public async Task InitializeAsync()
    {
        if (SharedData.Root is null)
            return;

        Table = await new TrainingTableBuilder(new HistoryQueryOptions()).BuildAsync(Definition, Folder);
        await new TrainingPartReader(new HistoryQueryOptions()).ReadAsync(Definition, Table.Train, Folder, 1_000_000, block =>
        {
            var plan = PreprocessingPlan.Read(Table.Preprocessing);
            var output = new PreprocessingOutput(plan);
            plan.Run(block.Values, block.Rows, output);
            _features = output.Floats(0).ToArray();
            _labels = [.. block.Labels.ToArray().Select(static label => label == 1)];
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _directory.Dispose();

    /// <summary>A network trained on the labels as they are, or on the same labels given to other rows.</summary>
    public byte[] Train(bool shuffle = false)
    {
        var labels = _labels.ToArray();
        if (shuffle)
            new Random(1).Shuffle(labels);
        return SampleMlpTrainer.Train(_features, labels, new SampleMlpTrainerOptions { HiddenWidths = [8] }).ToOnnx();
    }

    /// <summary>The well-trained network, which says 0.3 of everybody with one way of connecting to the internet.</summary>
    public byte[] TrainBlindTo(string service)
    {
        // Columns of one-hot inputs: three numbers, Contract with 3 categories and one for others, then InternetService in ordinal order.
        var column = 3 + 4 + Array.IndexOf(["DSL", "Fiber optic", "No"], service);
        var model = ModelProto.Parser.ParseFrom(Train());
        var output = model.Graph.Output[0].Name;
        model.Graph.Node.Single(node => node.Output[0] == output).Output[0] = "seen";
        var blind = new OnnxGraphBuilder("blind")
            .Input("features", DataType.Float, "N", 16)
            .Input("seen", DataType.Float, "N", 1)
            .Initializer<long>("column", [column], 1)
            .Initializer<float>("one", [1f], 1)
            .Initializer<float>("constant", [0.3f], 1)
            .Node("Gather", ["features", "column"], ["is_blind"], OnnxAttribute.Integer("axis", 1))
            .Node("Sub", ["one", "is_blind"], ["is_seen"])
            .Node("Mul", ["seen", "is_seen"], ["seen_part"])
            .Node("Mul", ["constant", "is_blind"], ["blind_part"])
            .Node("Add", ["seen_part", "blind_part"], [output])
            .Output(output, DataType.Float, "N", 1)
            .Build();
        model.Graph.Node.AddRange(blind.Graph.Node);
        model.Graph.Initializer.AddRange(blind.Graph.Initializer);
        return model.ToByteArray();
    }
}
