namespace OrleansML.Learning.Mlp;

/// <summary>Settings of <see cref="SampleMlpTrainer"/>.</summary>
public sealed record SampleMlpTrainerOptions
{
    /// <summary>Widths of the hidden layers; each at least 1, default 64 and 32.</summary>
    public IReadOnlyList<int> HiddenWidths { get; init; } = [64, 32];

    /// <summary>Passes over the rows; at least 1, default 12.</summary>
    public int Epochs { get; init; } = 12;

    /// <summary>Rows per update; at least 1, default 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The step size of Adam; above 0, default 0.002.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>The share of each weight taken away per unit of step size, against overfitting; 0 or more, default 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Seed of the first weights and of the order of rows; default 1.</summary>
    public int Seed { get; init; } = 1;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(HiddenWidths);
        foreach (var width in HiddenWidths)
            ArgumentOutOfRangeException.ThrowIfLessThan(width, 1, nameof(HiddenWidths));
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
            throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate must be a finite number above 0.");
        if (!(WeightDecay >= 0 && double.IsFinite(WeightDecay)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(WeightDecay), WeightDecay, "The weight decay must be a finite number of 0 or more.");
        }
    }
}
