namespace OrleansML.Gateway.Pipelines;

/// <summary>Texts of the cluster, in which an empty one stands for none.</summary>
internal static class PipelineTexts
{
    public static string? OrNull(string text) => text.Length == 0 ? null : text;
}
