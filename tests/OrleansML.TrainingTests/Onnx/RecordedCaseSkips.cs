namespace OrleansML.TrainingTests.Onnx;

/// <summary>Recorded cases that cannot run on torch, and why, as the check says it.</summary>
internal static class RecordedCaseSkips
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>();
}
