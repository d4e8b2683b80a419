using OrleansML.Data.Scoring;
using OrleansML.Learning.Definitions;

namespace OrleansML.Grains.Scoring;

/// <summary>What a failure means for its job.</summary>
internal static class ScoringFault
{
    /// <summary>Whether whoever tries would fail in the same way.</summary>
    public static bool FailsJob(Exception exception) => exception switch
    {
        ScoringDataException data => !data.CanRetry,
        OrleansMLException known => known.Code is ErrorCode.InvalidModel or ErrorCode.InvalidRequest or ErrorCode.Unsupported
            or ErrorCode.ModelNotFound or ErrorCode.VersionNotFound or ErrorCode.FeatureViewNotFound,
        InvalidDefinitionException or InvalidOperationException or ArgumentException or DllNotFoundException => true,
        _ => false,
    };
}
