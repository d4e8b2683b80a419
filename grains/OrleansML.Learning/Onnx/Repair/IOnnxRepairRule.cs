namespace OrleansML.Learning.Onnx.Repair;

/// <summary>Mends one kind of defect that exporters leave in models, and only where it can prove that the meaning stays.</summary>
internal interface IOnnxRepairRule
{
    /// <summary>Mends the model in place; leaves it untouched where the defect is absent or a repair would be a guess.</summary>
    /// <param name="model">A model with a graph.</param>
    /// <returns>What was changed and why, for people; empty when nothing was.</returns>
    IReadOnlyList<string> Apply(ModelProto model);
}
