using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Storage;

/// <summary>How a status is spelled in files.</summary>
internal static class HistoryStatus
{
    private static readonly string[] Names = [.. Enum.GetValues<FeatureStatus>().Select(status => status.ToString().ToLowerInvariant())];

    public static string NameOf(FeatureStatus status) => Names[(int)status];
}
