using System.Globalization;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Monitoring;

/// <summary>
/// Where monitoring keeps what it knows: <c>ROOT/predictions/MODEL/day=YYYY-MM-DD/NAME.parquet</c>, <c>ROOT/labels/MODEL/day=YYYY-MM-DD/NAME.parquet</c>
/// by day of arrival, and <c>ROOT/monitoring</c>. Files appear and are merged by the rules of <see cref="HistoryFiles"/>.
/// </summary>
internal static class MonitoringFiles
{
    public static string PredictionsOf(string root) => Path.Combine(root, "predictions");

    public static string LabelsOf(string root) => Path.Combine(root, "labels");

    public static string CountersOf(string root) => Path.Combine(root, "monitoring");

    /// <summary>The directory of a day under that of a model.</summary>
    public static string DayOf(string kind, string model, DateOnly day) =>
        Path.Combine(kind, model, HistoryFiles.DayPrefix + day.ToString(HistoryFiles.DayFormat, CultureInfo.InvariantCulture));

    /// <summary>Directories of days of every model.</summary>
    public static IEnumerable<string> Days(string kind) =>
        Directory.Exists(kind) ? Directory.EnumerateDirectories(kind).SelectMany(DaysOf) : [];

    /// <summary>Directories of days of one model.</summary>
    public static IEnumerable<string> DaysOf(string model) =>
        Directory.Exists(model) ? Directory.EnumerateDirectories(model).Where(day => HistoryFiles.DayOf(day) is not null) : [];
}
