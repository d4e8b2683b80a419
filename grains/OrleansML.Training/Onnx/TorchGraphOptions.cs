namespace OrleansML.Training.Onnx;

/// <summary>What of an ONNX graph is trained.</summary>
public sealed record TorchGraphOptions
{
    /// <summary>The default: everything that can be trained is.</summary>
    public static TorchGraphOptions Default { get; } = new();

    /// <summary>Nothing is trained; the graph only has to be runnable.</summary>
    public static TorchGraphOptions Inference { get; } = new() { Trains = false };

    /// <summary>Whether the graph is to be trained; where not, all weights are constants and need no gradient. Default: true.</summary>
    public bool Trains { get; init; } = true;

    /// <summary>
    /// Names of weights that stay as they are; <c>*</c> stands for any characters, case counts. A frozen running mean or variance makes its
    /// batch normalisation use the stored statistics in training too. Default: none.
    /// </summary>
    public IReadOnlyList<string> Frozen { get; init; } = [];

    /// <summary>
    /// Names, with <c>*</c> as above, of single numbers without dimensions that are to be trained. Others count as part of a formula (the
    /// 0.5 of a GELU, an epsilon) and stay constant. <see cref="Frozen"/> takes precedence. Default: none.
    /// </summary>
    public IReadOnlyList<string> TrainedScalars { get; init; } = [];
}
