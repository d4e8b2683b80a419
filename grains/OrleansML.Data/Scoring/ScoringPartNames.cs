using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>How the files of a job's folder are called.</summary>
internal static class ScoringPartNames
{
    public const string Part = "part-";
    public const string Dead = "dead-";

    /// <summary>How the names of files under construction begin: no reader takes these.</summary>
    public const string Draft = ".draft-";

    public static string ExtensionOf(ScoringFormat format) => format switch
    {
        ScoringFormat.Csv => "csv",
        ScoringFormat.JsonLines => "jsonl",
        _ => "parquet",
    };
}
