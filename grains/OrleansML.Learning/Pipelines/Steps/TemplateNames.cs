namespace OrleansML.Learning.Pipelines;

/// <summary>The names in placeholders, but for those of outputs.</summary>
internal static class TemplateNames
{
    public const string IntervalStart = "interval.start";
    public const string IntervalEnd = "interval.end";
    public const string RunId = "run.id";
    public const string RunKey = "run.key";

    public static bool IsKnown(string name) => name is IntervalStart or IntervalEnd or RunId or RunKey;
}
