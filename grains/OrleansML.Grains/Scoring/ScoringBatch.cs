using OrleansML.Data.Scoring;
using OrleansML.Tensors;

namespace OrleansML.Grains.Scoring;

/// <summary>Rows that go through a worker together. Each stage fills its part and hands the batch on; nothing is shared meanwhile.</summary>
internal sealed class ScoringBatch
{
    /// <summary>Rows that it began with, those among them that cannot be scored included.</summary>
    public required int Count { get; init; }

    /// <summary>The inputs of the model for <see cref="Rows"/>.</summary>
    public Tensor[] Inputs { get; set; } = [];

    /// <summary>The place in the slice of each row of the inputs.</summary>
    public int[] Rows { get; set; } = [];

    /// <summary>Outputs of rows that were computed together: their first place among <see cref="Rows"/>, their number, and one tensor for each output.</summary>
    public List<(int First, int Count, Tensor?[] Outputs)> Scored { get; } = [];

    /// <summary>Rows that cannot be scored.</summary>
    public List<ScoringBadRow> Bad { get; } = [];
}
