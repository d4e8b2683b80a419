namespace OrleansML.Inference.Packages;

/// <summary>Keys of <c>manifest.yaml</c>.</summary>
internal static class ManifestKeys
{
    public const string Name = "name";
    public const string Version = "version";
    public const string Summary = "summary";
    public const string Pool = "pool";
    public const string Replicas = "replicas";
    public const string Batching = "batching";
    public const string MaximumRows = "maximum_rows";
    public const string MaximumDelay = "maximum_delay_milliseconds";
    public const string Inputs = "inputs";
    public const string Minimum = "minimum";
    public const string Maximum = "maximum";
    public const string AllowNaN = "allow_nan";
    public const string Categories = "categories";
    public const string Features = "features";
    public const string Views = "views";
    public const string Timeout = "timeout";
    public const string Request = "request";
    public const string Preprocessing = "preprocessing";
    public const string Objectives = "slo";
    public const string Availability = "availability";
    public const string Latency = "latency";
    public const string LatencyShare = "latency_share";
    public const string Monitoring = "monitoring";
    public const string Segments = "segments";
    public const string Label = "label";
    public const string Column = "column";
    public const string Task = "task";
    public const string Positive = "positive";
    public const string Threshold = "threshold";
    public const string Output = "output";
    public const string Classes = "classes";

    public static readonly string[] Top = [Name, Version, Summary, Pool, Replicas, Batching, Inputs, Features, Request, Preprocessing, Objectives, Monitoring];
    public static readonly string[] OfFeatures = [Features, Request, Preprocessing];
    public static readonly string[] OfBatching = [MaximumRows, MaximumDelay];
    public static readonly string[] OfObjectives = [Availability, Latency, LatencyShare];
    public static readonly string[] OfMonitoring = [Segments, Label];
    public static readonly string[] OfInput = [Minimum, Maximum, AllowNaN, Categories];
}
