using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Grains.Features;
using OrleansML.Learning.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Where jobs keep what they work with: a folder of each in the data directory that all silos share.</summary>
internal sealed class ScoringFolders(IOptions<FeatureOptions> features)
{
    /// <summary>What reading and writing of one worker may use.</summary>
    public static HistoryQueryOptions Reading { get; } = new() { Threads = 1, MemoryLimit = 1L << 30 };

    /// <summary>The folder of a job.</summary>
    public string Of(string job) => Path.GetFullPath(Path.Combine(features.Value.DataDirectory, "scoring", job));

    /// <summary>Where the parts of a job are written: the folder of the output where that is files, else one of the job's own.</summary>
    public string PartsOf(string job, ScoringDefinition definition) =>
        definition.Output is FileOutput output ? Path.GetFullPath(output.Path) : Path.Combine(Of(job), "parts");

    /// <summary>The format of parts.</summary>
    public static ScoringFormat FormatOf(ScoringDefinition definition) => definition.Output is FileOutput output ? output.Format : ScoringFormat.Parquet;

    /// <summary>Removes the folder of a job. Idempotent, and several silos may do so at once.</summary>
    public void Remove(string job)
    {
        try
        {
            Directory.Delete(Of(job), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // There was none, or somebody was faster.
        }
    }
}
