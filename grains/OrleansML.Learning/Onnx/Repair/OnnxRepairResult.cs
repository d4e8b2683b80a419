namespace OrleansML.Learning.Onnx.Repair;

/// <summary>A model file after <see cref="OnnxRepair"/>.</summary>
/// <param name="Model">Bytes of the model; the very array that was given when nothing was repaired.</param>
/// <param name="Repairs">What was changed and why, one sentence each; empty when nothing was.</param>
public sealed record OnnxRepairResult(byte[] Model, IReadOnlyList<string> Repairs);
