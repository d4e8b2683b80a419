using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Learning.Pipelines;
using OrleansML.Models;

namespace OrleansML.Grains.Pipelines;

/// <summary>Ids that follow from what they name, so that whoever makes them again makes the same.</summary>
internal static class PipelineIds
{
    private const int HashDigits = 8;

    /// <summary>Id of a run: sorts by the end of its interval, and fits into paths and names.</summary>
    public static string OfRun(LogicalRun run) =>
        $"{run.End.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{Hash(run.Key)[..HashDigits]}";

    /// <summary>Id of the training run or scoring job of a step: pipeline, run and step, shortened with a digest where that is too long for a name.</summary>
    public static string OfJob(string pipeline, string run, string step)
    {
        var whole = $"{pipeline}-{run}-{step}";
        if (whole.Length <= ModelName.MaximumLength)
            return whole;

        var digest = Hash(whole)[..HashDigits];
        var room = ModelName.MaximumLength - run.Length - HashDigits - 2;
        return $"{pipeline[..Math.Min(room, pipeline.Length)]}-{run}-{digest}";
    }

    /// <summary>Id of an operation on something that others keep.</summary>
    public static Guid OfOperation(params ReadOnlySpan<string> parts) => new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)))[..16]);

    /// <summary>Id of a notification.</summary>
    public static string OfNotice(string pipeline, string key, string what, DateTimeOffset at) =>
        $"msg_{Hash($"{pipeline}\n{key}\n{what}\n{Instant.Text(at)}")[..32]}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
