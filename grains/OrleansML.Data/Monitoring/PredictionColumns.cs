using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Monitoring;

/// <summary>Columns of the prediction log that are about the row. They start with <c>_</c>, which no column of a model does.</summary>
internal static class PredictionColumns
{
    public const string Prediction = "_prediction";
    public const string Row = "_row";
    public const string Rows = "_rows";
    public const string Time = "_time";
    public const string Version = "_version";
    public const string Queue = "_queue_us";
    public const string Compute = "_compute_us";
    public const string Feature = "_feature_us";

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<HistoryColumn> About { get; } =
    [
        new(Prediction, "UUID"), new(Row, "INTEGER"), new(Rows, "INTEGER"), new(Time, "TIMESTAMP"), new(Version, "INTEGER"),
        new(Queue, "INTEGER"), new(Compute, "INTEGER"), new(Feature, "INTEGER"),
    ];
}
