using System.Security.Cryptography;
using System.Text;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using OrleansML.Training.Networks;

namespace OrleansML.Training.Runs;

/// <summary>All that the numbers of a run depend on besides the model and the rows. Immutable.</summary>
public sealed record TrainingRecipe
{
    /// <summary>What the model predicts; decides the loss.</summary>
    public required EvaluationTask Task { get; init; }

    /// <summary>How many classes: 0 with regression, 2 with two classes, at least 3 with several.</summary>
    public required int Classes { get; init; }

    /// <summary>How much a row of each class counts, above 0, on top of its own weight; null: 1 each. Counts in validation too.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>
    /// With regression: the squared error is divided by the square of the deviation, so that a loss of 1 is that of always predicting the mean;
    /// null: it is taken as it is.
    /// </summary>
    public LabelScale? LabelScale { get; init; }

    /// <summary>How weights change.</summary>
    public required OptimizerDefinition Optimizer { get; init; }

    /// <summary>Most passes over the rows, 1 to 10,000.</summary>
    public required int Epochs { get; init; }

    /// <summary>Rows of a step over all shards, 1 to 1,048,576.</summary>
    public required int BatchRows { get; init; }

    /// <summary>Parts of a step, 1 to 256.</summary>
    public required int Shards { get; init; }

    /// <summary>Seed of the order of rows and of dropout.</summary>
    public required int Seed { get; init; }

    /// <summary>Epochs without a better validation loss after which the run ends, at least 1; null: it runs to its end.</summary>
    public int? Patience { get; init; }

    /// <summary>Names of initializers that stay as they are; <c>*</c> stands for any characters. Default: none.</summary>
    public IReadOnlyList<string> Frozen { get; init; } = [];

    /// <summary>Name of the output that is the prediction; null: the only one of 32-bit floats.</summary>
    public string? Output { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; names all of them.</exception>
    public void Validate()
    {
        var violations = TrainingRecipeRules.Violations(this).ToList();
        if (violations.Count > 0)
            throw new ArgumentException($"The recipe cannot be used: {string.Join("; ", violations)}.");
    }

    /// <summary>SHA-256 over every setting.</summary>
    internal byte[] Digest()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write((int)Task);
            writer.Write(Classes);
            Write(writer, ClassWeights ?? [], writer.Write);
            Write(writer, LabelScale is { } scale ? [scale.Mean, scale.Deviation] : Array.Empty<double>(), writer.Write);
            writer.Write((int)Optimizer.Kind);
            writer.Write(Optimizer.LearningRate);
            writer.Write(Optimizer.WeightDecay);
            writer.Write(Optimizer.Momentum);
            writer.Write(Optimizer.ClipNorm ?? 0);
            writer.Write((int)Optimizer.Schedule);
            writer.Write(Optimizer.WarmUpSteps);
            writer.Write(Epochs);
            writer.Write(BatchRows);
            writer.Write(Shards);
            writer.Write(Seed);
            writer.Write(Patience ?? 0);
            Write(writer, Frozen, writer.Write);
            writer.Write(Output ?? "");
        }

        return SHA256.HashData(bytes.ToArray());
    }

    private static void Write<T>(BinaryWriter writer, IReadOnlyList<T> values, Action<T> write)
    {
        writer.Write(values.Count);
        foreach (var value in values)
            write(value);
    }
}
