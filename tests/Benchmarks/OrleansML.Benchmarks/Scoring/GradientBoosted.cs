using OrleansML.Testing;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>
/// A gradient-boosted classifier of others: LightGBM on the iris data, made into tensor operators by Hummingbird, four features and three classes. It is
/// looked for in <c>shared/data/onnx-models</c> in the folders above the repository, and first in what ORLEANSML_ONNX_MODELS names.
/// </summary>
internal static class GradientBoosted
{
    public const string Name = "lightgbm";

    private const string Variable = "ORLEANSML_ONNX_MODELS";
    private const string Model = "lightgbm-iris-tensor-ops/model.onnx";

    /// <summary>Why it is not there, for people.</summary>
    public const string Missing = $"{Model} is in no folder shared/data/onnx-models above, and {Variable} names none";

    /// <summary>The model; null where it is not there.</summary>
    public static ScoringModel? Find() => Folders().Select(static folder => Path.Combine(folder, Model)).FirstOrDefault(File.Exists) is { } path
        ? new ScoringModel(Name, File.ReadAllBytes(path), "input", 4, "onnx::ArgMax_63", Element: 1, OutputWidth: 3)
        : null;

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            yield return named;
        if (SharedData.Root is not null)
            yield return SharedData.PathOf("onnx-models");
    }
}
